import type { Reply, SeenRequest } from './scripted-server.ts'

/** Answers of the mobile door in the form of the recordings (AUTH 2.2), for tests. */
export const cookies = ['SESSION=session-secret; Path=/; Secure; HttpOnly', '__cflb=backend-1; Path=/; Secure']
export const ticket = 'ST-000001-SyntheticTicket00001-sso'

const nothing = {
  serviceURL: null,
  serviceTicketId: null,
  responseReason: null,
  customerMfaInfo: null,
  consentTypeList: null,
  captchaAlreadyPassed: false,
  samlResponse: null,
  authType: null,
}

export const page: Reply = { headers: { 'content-type': 'text/html', 'set-cookie': cookies }, body: '<html></html>' }

export function verdict(type: string, more: object = {}, status = 200): Reply {
  return { status, body: { ...nothing, responseStatus: { type, message: '', httpStatus: 'OK' }, ...more } }
}

export function successful(domain = 'garmin.com', service = `https://mobile.integration.${domain}/gcm/ios`): Reply {
  const body = {
    ...nothing,
    serviceURL: service,
    serviceTicketId: ticket,
    responseStatus: { type: 'SUCCESSFUL', message: '', httpStatus: 'OK' },
    authType: 'CAS',
  }
  return { headers: { 'set-cookie': 'CASTGC=TGT-secret; Path=/; Secure; HttpOnly' }, body }
}

export function mfaRequired(info: object = { email: 'us*****@example.com', mfaLastMethodUsed: 'email' }): Reply {
  return verdict('MFA_REQUIRED', { customerMfaInfo: info, consentTypeList: [] })
}

/** Answers by path: the page always works, login and code say what they are given. The portal's door is made alike. */
export function mobileDoor(answers: { login?: Reply; verify?: (code: string) => Reply }, prefix = '/mobile') {
  return ({ path, body }: SeenRequest): Reply => {
    if (path.startsWith(`${prefix}/sso/`)) return page
    if (path === `${prefix}/api/login` && answers.login) return answers.login
    if (path === `${prefix}/api/mfa/verifyCode` && answers.verify)
      return answers.verify(String(JSON.parse(body).mfaVerificationCode))
    return { status: 404, body: 'no such page' }
  }
}
