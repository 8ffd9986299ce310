import type { AuthState } from '../auth/auth-state.ts'
import { uuidFrom } from '../auth/jwt.ts'
import type { SsoSession } from '../auth/sign-ins.ts'

/** Names and attributes as recorded (AUTH 1.6); the values were not. */
type Cookies = readonly string[]

const yearMs = 365 * 86_400_000
/** When deletions say that they ended. */
const past = 'Thu, 01 Jan 1970 00:00:10 GMT'

/** The newer doors say `SameSite`, the widget of 2023 to 2025 does not. */
export function sessionCookies({ id }: SsoSession, sameSite: boolean): Cookies {
  const more = sameSite ? '; SameSite=None' : ''
  return [
    `SESSION=${id}; Path=/; Secure; HttpOnly${more}`,
    `__VCAP_ID__=${uuidFrom(id)}; Path=/; HttpOnly; Secure${more}`,
  ]
}

export const localeCookie = 'org.springframework.web.servlet.i18n.CookieLocaleResolver.LOCALE=en; Path=/'

/** Of the edge, with the first page. */
export function edgeCookies(auth: AuthState): Cookies {
  const later = new Date(auth.now() + 1_800_000).toUTCString()
  return [
    `__cf_bm=${auth.secret('cf_bm')}; path=/; expires=${later}; domain=.sso.garmin.com; HttpOnly; Secure; SameSite=None`,
    `__cflb=${auth.secret('cflb')}; SameSite=None; Secure; path=/; expires=${later}; HttpOnly`,
    `_cfuvid=${auth.secret('cfuvid')}; path=/; domain=.sso.garmin.com; HttpOnly; Secure; SameSite=None`,
  ]
}

/** Of the edge, with the answer to a form. */
export function edgeFormCookie(auth: AuthState): string {
  return `__cfruid=${auth.secret('cfruid')}; path=/; domain=.sso.garmin.com; HttpOnly; Secure; SameSite=None`
}

/** With a ticket from a JSON door. */
export function signedInCookies(auth: AuthState): Cookies {
  const { garminGuid, region } = auth.account
  const year = new Date(auth.now() + yearMs).toUTCString()
  return [
    `CASTGC=${auth.grant()}; Path=/; Secure; HttpOnly`,
    `GARMIN-SSO=1; Domain=garmin.${region}; Path=/`,
    `GARMIN-SSO-CUST-GUID=${garminGuid}; Domain=garmin.${region}; Path=/`,
    `GMN_TRACKABLE=1; Path=/; Domain=garmin.${region}; Max-Age=31536000; Expires=${year}; Secure; SameSite=None`,
  ]
}

/**
 * With a ticket from the widget: most of them twice, once with a value and once as a deletion under another path, in
 * the recorded order.
 */
export function widgetSignedInCookies(auth: AuthState): Cookies {
  const { garminGuid, region } = auth.account
  const granted = auth.grant()
  const over = `Max-Age=0; Expires=${past}`
  const castgc = [`CASTGC=${granted}; Path=/sso; Secure; HttpOnly`, `CASTGC=; ${over}; Path=/; Secure; HttpOnly`]
  const mark = (name: string, value: string, life = '') => [
    `${name}=${value}; ${life}Domain=garmin.${region}; Path=/`,
    `${name}=; ${over}; Domain=garmin.${region}; Path=/sso`,
  ]
  const later = new Date(auth.now() + yearMs).toUTCString()
  return [
    localeCookie,
    ...castgc,
    ...mark('GARMIN-SSO', '1'),
    ...mark('GarminNoCache', 'true'),
    ...mark('GarminBuyCacheKey', uuidFrom(granted), `Max-Age=31536000; Expires=${later}; `),
    ...mark('GARMIN-SSO-GUID', uuidFrom(garminGuid).toUpperCase()),
    ...mark('GARMIN-SSO-CUST-GUID', garminGuid),
    ...castgc,
  ]
}
