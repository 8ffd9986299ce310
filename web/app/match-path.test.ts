import { expect, test } from 'vitest'
import { matchPath } from './match-path.ts'

const pages = [{ path: '/' }, { path: '/days/:day' }, { path: '/activities' }, { path: '/activities/:id' }]
const found = (path: string) => {
  const match = matchPath(pages, path)
  return match === null ? null : [match.page.path, match.params]
}

test('a path finds its page, with the values of its parts', () => {
  expect(found('/')).toEqual(['/', {}])
  expect(found('/activities/')).toEqual(['/activities', {}])
  expect(found('/activities/9223372036854775807')).toEqual(['/activities/:id', { id: '9223372036854775807' }])
  expect(found('/days/2026-11-25')).toEqual(['/days/:day', { day: '2026-11-25' }])
})

test('values are decoded, and what cannot be decoded is no page', () => {
  expect(found('/activities/a%2Fb')).toEqual(['/activities/:id', { id: 'a/b' }])
  expect(found('/activities/%E0%A4%A')).toBeNull()
})

test('a path of nobody is no page', () => {
  expect(found('/nothing')).toBeNull()
  expect(found('/activities/1/2')).toBeNull()
})
