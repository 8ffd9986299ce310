import type { Reply, SeenRequest } from './scripted-server.ts'

/** Pages of the widget in the form of the recordings (AUTH 3), for tests. */
const html = { 'content-type': 'text/html;charset=UTF-8', server: 'cloudflare' }
const cookies = ['SESSION=session-secret; Path=/; Secure; HttpOnly', '__VCAP_ID__=v1; Path=/; Secure; HttpOnly']
const signInTitle = 'GARMIN Authentication Application'

const page = (
  title: string,
  script: string,
  body: string,
  more: { status?: number; cookies?: string[] } = {},
): Reply => ({
  status: more.status ?? 200,
  headers: { ...html, ...(more.cookies ? { 'set-cookie': more.cookies } : {}) },
  body: `<!DOCTYPE html>\n<html><head><title>${title}</title>\n<script>\n${script}\n</script></head><body>${body}</body></html>`,
})

const csrfInput = (value: string) => `<input type="hidden" name="_csrf"            value="${value}" />`

export const usagePage = page('GAuth Embedded Version', '', 'ERROR: clientId parameter must be specified!!!')

export function formPage(more: { csrf?: string; script?: string; title?: string } = {}): Reply {
  const script = `var status \t= "";\nvar result = "";\nvar clientId = '';\n${more.script ?? 'var isRecaptchaEnabled = null;'}`
  const form = `<form method="post" id="login-form">${csrfInput(more.csrf ?? 'csrf-1')}</form>`
  return page(more.title ?? signInTitle, script, form, { cookies })
}

/** The title that a refusal can bear besides that of the form. */
export function wrongPassword(title = signInTitle, status = 401): Reply {
  const script = 'var status = "FAIL";\nvar result = "error";'
  return page(title, script, `<div id="status" class="error">Invalid sign in.</div>${csrfInput('csrf-2')}`, { status })
}

export function codePage(more: { title?: string; method?: string; sentTo?: string; wrong?: boolean } = {}): Reply {
  const { title = 'Enter MFA code for login', method = 'email', sentTo = 'us*****@example.com', wrong = false } = more
  const script = `var customerGuid = "guid-1";\nvar mfaMethod = "${method}";\nvar locale = "";\nvar clientId = "";\nvar codeSentTo = "${sentTo}";`
  const error = wrong ? '<div id="invalidCode" class="error">Invalid code.</div>' : ''
  const hidden =
    '<div id="maxLimit" class="error" hidden="hidden">maximum</div><div id="genericError" class="error" hidden>x</div>'
  return page(title, script, `${hidden}${error}${csrfInput(wrong ? '' : 'csrf-code')}`)
}

export function successPage(domain = 'garmin.com', ticket = 'ST-000001-SyntheticTicket00001-cas'): Reply {
  const script = `var response_url \t= "https:\\/\\/sso.${domain}\\/sso\\/embed?ticket=${ticket}";`
  return page('Success', script, '', { cookies: ['CASTGC=TGT-secret; Path=/; Secure; HttpOnly'] })
}

export const titled = (title: string, status = 200): Reply => page(title, '', '', { status })

/** Answers by path: the pages before the password always work, the rest is what a test gives. */
export function widgetDoor(answers: {
  form?: Reply
  login?: Reply
  code?: Reply
  deliver?: Reply
  verify?: (code: string, form: URLSearchParams) => Reply
  login2?: Reply
}) {
  const to = (path: string, query: string): Reply => ({
    status: 302,
    headers: { location: `https://sso.garmin.com${path}?${query}` },
  })
  return ({ method, path, query, body }: SeenRequest): Reply => {
    if (path === '/sso/embed') return usagePage
    if (path === '/sso/signin' && method === 'GET') return answers.form ?? formPage()
    if (path === '/sso/signin') return answers.login ?? to('/sso/verifyMFA/loginEnterMfaCode', query)
    if (path === '/sso/verifyMFA/loginEnterMfaCode' && method === 'GET') return answers.code ?? codePage()
    if (path === '/sso/verifyMFA/loginEnterMfaCode' && answers.verify) {
      const form = new URLSearchParams(body)
      return answers.verify(form.get('mfa-code') ?? '', form)
    }
    if (path === '/sso/verifyMFA/mfaCode' && answers.deliver) return answers.deliver
    if (path === '/sso/login') return answers.login2 ?? successPage()
    return { status: 404, body: 'no such page' }
  }
}

/** Where the right code leads. */
export const codeAccepted: Reply = {
  status: 302,
  headers: { location: 'https://sso.garmin.com/sso/login?logintoken=logintok01&embed=true' },
}
