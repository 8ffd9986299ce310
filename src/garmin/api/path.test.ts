import { expect, test } from 'vitest'
import { isFailure } from '../../domain/index.ts'
import { toPath } from './path.ts'

test('paths and queries of the catalogue pass unchanged', () => {
  expect(toPath({ path: '/a-service/b/demo.athlete..x/2026-01-31' })).toBe('/a-service/b/demo.athlete..x/2026-01-31')
  expect(toPath({ path: '/a/J%C3%B6rg%20M', query: { start: 0, all: true, q: 'a&b=c ü' } })).toBe(
    '/a/J%C3%B6rg%20M?start=0&all=true&q=a%26b%3Dc+%C3%BC',
  )
})

test.each([
  'a/b',
  '//evil.example/x',
  '/a/../b',
  '/a/%2e%2E/b',
  '/a/..;x/b',
  '/a%2F..%2Fb',
  '/a/./b',
  '/a?b=1',
  '/a%3Fb',
  '/a#b',
  '/a\\b',
  '/a%5Cb',
  '/a%0d%0ab',
  '/a%',
  '',
])('the path %j is refused', (path) => {
  let thrown: unknown
  try {
    toPath({ path })
  } catch (failure) {
    thrown = failure
  }
  expect(isFailure(thrown, 'garmin.bad-request')).toBe(true)
})
