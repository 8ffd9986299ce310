import { expect, test } from 'vitest'
import { createCookieJar } from './cookie-jar.ts'

const page = 'https://sso.garmin.com/mobile/sso/en/sign-in?clientId=GCM_IOS_DARK'
const api = 'https://sso.garmin.com/mobile/api/login?x=1'

test('takes the recorded cookies of the page, redacted attributes and all, and sends them to the API', async () => {
  const jar = await createCookieJar()
  jar.take(page, [
    'SESSION=s1; Path=[REDACTED]; Secure; HttpOnly; SameSite=[REDACTED]',
    '__VCAP_ID__=v1; Path=[REDACTED]; HttpOnly; Secure; SameSite=[REDACTED]',
    '__cf_bm=b1; path=[REDACTED]; expires=[REDACTED]; domain=[REDACTED]; HttpOnly; Secure; SameSite=[REDACTED]',
    '__cflb=l1; SameSite=[REDACTED]; Secure; path=[REDACTED]; expires=[REDACTED]; HttpOnly',
    '_cfuvid=u1; path=/; domain=.garmin.com; HttpOnly; Secure; SameSite=None',
    'bare=1; Secure',
  ])
  const sent = jar.header(api)?.split('; ').sort()
  expect(sent).toEqual(['SESSION=s1', '__VCAP_ID__=v1', '__cf_bm=b1', '__cflb=l1', '_cfuvid=u1', 'bare=1'])
})

test('several Set-Cookie lines of one name: the value stays, the deletion under another path changes nothing', async () => {
  const jar = await createCookieJar()
  jar.take(page, ['GARMIN-SSO=1; Domain=garmin.com; Path=/', 'GARMIN-SSO=; Max-Age=0; Domain=garmin.com; Path=/sso'])
  expect(jar.header(api)).toBe('GARMIN-SSO=1')
  jar.take(page, 'GARMIN-SSO=; Max-Age=0; Domain=garmin.com; Path=/')
  expect(jar.header(api)).toBeNull()
})

test('cookies for other hosts, and lines beyond all bounds, stay out', async () => {
  const jar = await createCookieJar()
  jar.take(page, ['a=1; Domain=evil.example', 'c=1; Domain=com', `b=${'x'.repeat(9000)}`, '', '='])
  expect(jar.header('https://evil.example/')).toBeNull()
  expect(jar.header('https://connectapi.garmin.com/')).toBeNull()
  expect(jar.header(api)).toBe('a=1')
})

test('as a plain value it survives a process, without the ticket-granting cookie', async () => {
  const jar = await createCookieJar()
  jar.take(page, ['SESSION=s1; Path=/; Secure; HttpOnly', 'CASTGC=TGT-secret; Path=/; Secure; HttpOnly'])
  const text = JSON.stringify(jar.toValue())
  expect(text).not.toContain('TGT-secret')
  const again = await createCookieJar(JSON.parse(text))
  expect(again.header(api)).toBe('SESSION=s1')
})
