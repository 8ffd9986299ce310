import { expect, test } from 'vitest'
import { isFailure, type Region } from '../domain/index.ts'
import { garminUrl, parseGarminOrigin } from './hosts.ts'

const codeOf = (work: () => unknown) => {
  try {
    return work()
  } catch (thrown) {
    return isFailure(thrown) ? thrown.code : thrown
  }
}

test('hosts are built from the region and from nothing else', () => {
  expect(garminUrl('sso', 'com', '/sso')).toBe('https://sso.garmin.com/sso')
  expect(garminUrl('diauth', 'cn', '/x')).toBe('https://diauth.garmin.cn/x')
  for (const region of ['garmin.com', 'com.evil.example', 'toString', ''])
    expect(codeOf(() => garminUrl('sso', region as Region, '/'))).toBe('settings.invalid')
  expect(codeOf(() => garminUrl('connectapi', 'com', '@evil.example/'))).toBe('internal')
})

test('the origin override is a bare origin on this machine', () => {
  expect(parseGarminOrigin(null)).toBeNull()
  expect(parseGarminOrigin('')).toBeNull()
  for (const origin of ['http://127.0.0.1:8080', 'http://localhost:1', 'https://[::1]:8443', 'http://127.1.2.3'])
    expect(parseGarminOrigin(`${origin}/`)).toBe(origin)
  for (const text of [
    'http://192.168.1.2:80',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://garmin.com',
    'ftp://127.0.0.1',
    'http://user:secret@127.0.0.1',
    'http://127.0.0.1/path',
    'http://127.0.0.1/?q=1',
    'nonsense',
  ])
    expect(
      codeOf(() => parseGarminOrigin(text)),
      text,
    ).toBe('settings.invalid')
})
