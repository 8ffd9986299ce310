import { plainPage } from './page-texts.ts'
import { html, json, type Reply } from './reply.ts'

/** Faults that are a verdict of the sign-in on the account. */
export type SignInFault =
  | 'captcha'
  | 'account-locked'
  | 'child-account'
  | 'consent-needed'
  | 'unknown-verdict'
  | 'phone-number'

/** As each door says it; null for a path that is no door's. */
export function signInRefusal(kind: SignInFault, path: string): Reply | null {
  if (/^\/(?:mobile|portal)\/api\/(?:login|mfa)/.test(path)) return jsonRefusal(kind)
  if (/^\/sso\/(?:signin|verifyMFA|login)/.test(path)) return widgetRefusal(kind)
  return null
}

/** Type and key of the page's catalogue of messages; which type goes with which is a guess (AUTH 2.2). */
const verdicts: Readonly<Record<SignInFault, readonly [type: string, message: string]>> = {
  captcha: ['CAPTCHA_REQUIRED', ''],
  'account-locked': ['ACCOUNT_LOCKED', 'generalLoginAccountLocked'],
  'child-account': ['LOGIN_DENIED', 'applicationSecurityPolicyLoginDeniedTitle'],
  'consent-needed': ['SUCCESSFUL', ''],
  'unknown-verdict': ['MERCURY_RETROGRADE', ''],
  'phone-number': ['UPDATE_PHONE_NUMBER', ''],
}

/** HTTP status of these verdicts is unknown (AUTH 2.2); 401 by analogy with the wrong password. */
function jsonRefusal(kind: SignInFault): Reply {
  const [type, message] = verdicts[kind]
  const ok = type === 'SUCCESSFUL'
  const body = {
    serviceURL: null,
    serviceTicketId: null,
    responseStatus: { type, message, httpStatus: ok ? 'OK' : 'UNAUTHORIZED' },
    responseReason: null,
    customerMfaInfo: null,
    consentTypeList: kind === 'consent-needed' ? ['GLOBAL_PRIVACY_POLICY'] : null,
    captchaAlreadyPassed: false,
    samlResponse: null,
    authType: null,
  }
  return json(body, ok ? 200 : 401)
}

/** Pages by their title (AUTH 3.3), where a title is all that is known; the CAPTCHA has only its variable. */
function widgetRefusal(kind: SignInFault): Reply {
  switch (kind) {
    case 'captcha':
      return html(
        200,
        plainPage(
          'GARMIN Authentication Application',
          '',
          'var recaptchaSiteKey = "simulated";\nvar isRecaptchaEnabled = true;',
        ),
      )
    case 'account-locked':
      return html(200, plainPage('Account Locked', 'Your account has been locked.'))
    case 'child-account':
      return html(200, plainPage('Unable To Sign In', 'This is not for accounts that a parent manages.'))
    case 'consent-needed':
    case 'phone-number':
      return html(200, plainPage('Update Phone Number', 'Confirm your phone number first.'))
    case 'unknown-verdict':
      return html(200, plainPage('Mercury Retrograde', ''))
  }
}
