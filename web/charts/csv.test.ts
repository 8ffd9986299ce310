import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

test('cells are quoted where they must be, and nothing is nothing', () => {
  expect(
    toCsv(
      ['day', 'note'],
      [
        ['2026-11-23', 'a "b", c'],
        ['2026-11-24', null],
      ],
    ),
  ).toBe('day,note\r\n2026-11-23,"a ""b"", c"\r\n2026-11-24,\r\n')
})

test('a name that is a formula stays text, a negative number stays a number', () => {
  expect(toCsv(['name', 'm'], [['=HYPERLINK("x")', -3.5]])).toBe(`name,m\r\n"'=HYPERLINK(""x"")",-3.5\r\n`)
  expect(toCsv(['n'], [['@a'], ['+b'], ['-c']])).toBe("n\r\n'@a\r\n'+b\r\n'-c\r\n")
})
