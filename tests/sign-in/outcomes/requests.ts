import type { Simulator } from '../../../src/simulator/index.ts'

type Request = Simulator['requests'][number]

/** Short names of requests, for the table and its legend. */
export const requestNames: readonly { name: string; method: string; path: RegExp; shown: string; grant?: string }[] = [
  { name: 'page', method: 'GET', path: /^\/mobile\/sso\//, shown: '/mobile/sso/en/sign-in' },
  { name: 'login', method: 'POST', path: /^\/mobile\/api\/login$/, shown: '/mobile/api/login' },
  { name: 'code', method: 'POST', path: /^\/mobile\/api\/mfa\/verifyCode$/, shown: '/mobile/api/mfa/verifyCode' },
  {
    name: 'exchange',
    method: 'POST',
    path: /^\/di-oauth2-service\/oauth\/token$/,
    shown: '/di-oauth2-service/oauth/token',
    grant: 'service_ticket',
  },
  {
    name: 'renewal',
    method: 'POST',
    path: /^\/di-oauth2-service\/oauth\/token$/,
    shown: '/di-oauth2-service/oauth/token',
    grant: 'refresh_token',
  },
  {
    name: 'profile',
    method: 'GET',
    path: /^\/userprofile-service\/socialProfile$/,
    shown: '/userprofile-service/socialProfile',
  },
  { name: 'widget page', method: 'GET', path: /^\/sso\/embed$/, shown: '/sso/embed' },
  { name: 'widget form', method: 'GET', path: /^\/sso\/signin$/, shown: '/sso/signin' },
  { name: 'widget login', method: 'POST', path: /^\/sso\/signin$/, shown: '/sso/signin' },
  {
    name: 'widget code page',
    method: 'GET',
    path: /^\/sso\/verifyMFA\/loginEnterMfaCode$/,
    shown: '/sso/verifyMFA/loginEnterMfaCode',
  },
  {
    name: 'widget code',
    method: 'POST',
    path: /^\/sso\/verifyMFA\/loginEnterMfaCode$/,
    shown: '/sso/verifyMFA/loginEnterMfaCode',
  },
  { name: 'widget last page', method: 'GET', path: /^\/sso\/login$/, shown: '/sso/login' },
  { name: 'new code', method: 'POST', path: /^\/sso\/verifyMFA\/mfaCode$/, shown: '/sso/verifyMFA/mfaCode' },
  { name: 'portal page', method: 'GET', path: /^\/portal\/sso\//, shown: '/portal/sso/en-US/sign-in' },
  { name: 'portal login', method: 'POST', path: /^\/portal\/api\/login$/, shown: '/portal/api/login' },
]

export function nameOf({ method, path, body, host }: Request): string {
  const grant = new URLSearchParams(body ?? '').get('grant_type')?.split('/').at(-1)
  const found = requestNames.find(
    (one) => one.method === method && one.path.test(path) && (one.grant === undefined || one.grant === grant),
  )
  // Which kinds of data there are is another page's matter.
  return found?.name ?? (host === 'connectapi' ? 'data' : `${method} ${path}`)
}
