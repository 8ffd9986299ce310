import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addMonths,
  addYears,
  dayInZone,
  daysBetween,
  eachDay,
  errors,
  fail,
  fromEpochDay,
  type Instant,
  isLocalDate,
  type LocalDate,
  needsRefresh,
  parseDayWord,
  parseGarminGmt,
  parseJson,
  parseRfc3339,
  Secret,
  sessionStatus,
  toCanonicalJson,
  toEpochDay,
  toId64,
  toProblem,
  toRfc3339,
} from './index.ts'

describe('days', () => {
  it('exist or are refused', () => {
    expect(isLocalDate('2024-02-29')).toBe(true)
    for (const wrong of ['2023-02-29', '2026-13-01', '2026-1-1', '2026-04-31', 'today', '', null, 20260101])
      expect(isLocalDate(wrong)).toBe(false)
  })
  it('are counted as Date counts them, leap years and centuries included', () => {
    const wrong: string[] = []
    for (let count = -719_528; count <= 2_932_896; count += 1 + (Math.abs(count) % 13)) {
      const day = new Date(count * 86_400_000).toISOString().slice(0, 10)
      if (fromEpochDay(count) !== day || toEpochDay(day as LocalDate) !== count || !isLocalDate(day)) wrong.push(day)
    }
    expect(wrong).toEqual([])
    expect(toEpochDay('no day' as LocalDate)).toBeNaN()
    for (const none of [Number.NaN, 1e12]) expect(() => fromEpochDay(none)).toThrow(RangeError)
  })
  it('are written as people say them', () => {
    const today = '2024-03-31' as LocalDate
    expect(['today', '-30d', '-2w', '-1m', '-2y', '2020-01-31'].map((word) => parseDayWord(word, today))).toEqual([
      '2024-03-31',
      '2024-03-01',
      '2024-03-17',
      '2024-02-29',
      '2022-03-31',
      '2020-01-31',
    ])
    for (const wrong of ['2026-02-30', '-2', '30d', 'tomorrow', '-99999y'])
      expect(() => parseDayWord(wrong, today)).toThrow(/is not a day that exists/)
  })
  it('are counted by the calendar, clamped at the end of months', () => {
    expect(addMonths('2024-01-31' as LocalDate, 1)).toBe('2024-02-29')
    expect(addYears('2024-02-29' as LocalDate, -1)).toBe('2023-02-28')
    expect([...eachDay('2024-02-28' as LocalDate, '2024-03-01' as LocalDate)]).toEqual([
      '2024-02-28',
      '2024-02-29',
      '2024-03-01',
    ])
    expect(daysBetween('2024-03-01' as LocalDate, '2024-02-28' as LocalDate)).toBe(-2)
  })
  it('follow the zone, over daylight saving too', () => {
    expect(dayInZone(Date.parse('2026-03-29T22:30:00Z') as Instant, 'Europe/Berlin')).toBe('2026-03-30')
    expect(dayInZone(Date.parse('2026-03-28T22:30:00Z') as Instant, 'Europe/Berlin')).toBe('2026-03-28')
  })
})

describe('instants', () => {
  it("read Garmin's UTC texts without a zone mark", () => {
    const at = Date.parse('2026-01-07T06:00:00Z')
    for (const text of [
      '2026-01-07T06:00:00.0',
      '2026-01-07 06:00:00',
      '2026-01-07T06:00:00',
      '2026-01-07 06:00:00.000 GMT',
    ])
      expect(parseGarminGmt(text)).toBe(at)
    expect(parseGarminGmt('2023-09-29 01:58:19.113 GMT')).toBe(Date.parse('2023-09-29T01:58:19.113Z'))
    for (const wrong of ['yesterday', '2026-01-07', 5, null]) expect(parseGarminGmt(wrong)).toBeNull()
  })
  it('are RFC 3339 in JSON', () => {
    expect(toRfc3339(0 as Instant)).toBe('1970-01-01T00:00:00.000Z')
    expect(parseRfc3339('2026-01-01T00:00:00+02:00')).toBe(Date.parse('2025-12-31T22:00:00Z'))
    expect(parseRfc3339('2026-01-01T00:00:00')).toBeNull()
  })
})

describe('JSON', () => {
  it('keeps every 64-bit id exact, and every other value as JSON.parse gives it', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), fc.jsonValue(), (id, other) => {
        const parsed = parseJson(
          `{"activityId": ${id}, "other": ${JSON.stringify(other)}, "text": "${id} \\" ${id}"}`,
        ) as Record<string, never>
        expect(toId64(parsed.activityId)).toBe(String(id))
        if (!/\d{16}/.test(JSON.stringify(other))) expect(parsed.other).toEqual(JSON.parse(JSON.stringify(other)))
        expect(parsed.text).toBe(`${id} " ${id}`)
      }),
    )
  })
  it('leaves long fractions alone', () => {
    expect(parseJson('[22.799999237060547, 9007199254740993, 1e300, -9223372036854775807]')).toEqual([
      22.799999237060547,
      '9007199254740993',
      1e300,
      '-9223372036854775807',
    ])
  })
  it('has one spelling for equal values', () => {
    expect(toCanonicalJson({ b: [1, null], a: 'x' })).toBe(toCanonicalJson({ a: 'x', b: [1, null] }))
  })
})

describe('secrets', () => {
  it('print as [redacted] in every way there is', () => {
    const secret = new Secret('hunter2')
    const seen = [
      String(secret),
      JSON.stringify({ secret }),
      `${secret}`,
      inspect({ secret }),
      inspect(secret, { showHidden: true }),
      Object.prototype.toString.call(secret),
    ]
    for (const text of seen) expect(text).not.toContain('hunter2')
    expect(secret.open()).toBe('hunter2')
  })
})

describe('failures', () => {
  it('have a sentence, a next step and a status for every code', () => {
    for (const [code, entry] of Object.entries(errors)) {
      expect(entry.title, code).toMatch(/\S/)
      expect(entry.hint, code).toMatch(/\S/)
      expect(entry.status, code).toBeGreaterThanOrEqual(400)
    }
  })
  it('become problem documents with code, hint and retry_at', () => {
    const problem = toProblem(fail('auth.login-limited', { retryAt: 0 as Instant }))
    expect(problem).toMatchObject({ code: 'auth.login-limited', status: 429, retry_at: '1970-01-01T00:00:00.000Z' })
    expect(problem.title).toContain('1970-01-01T00:00:00.000Z')
    expect(problem.hint).not.toContain('{')
  })
})

describe('tokens and sessions', () => {
  it('are refreshed when less than min(15 min, a fifth of their life) is left', () => {
    const tokens = (lifeSeconds: number, leftSeconds: number) => ({
      lifeSeconds,
      expiresAt: (leftSeconds * 1000) as Instant,
    })
    expect(needsRefresh(tokens(86_400, 901), 0 as Instant)).toBe(false)
    expect(needsRefresh(tokens(86_400, 899), 0 as Instant)).toBe(true)
    expect(needsRefresh(tokens(300, 61), 0 as Instant)).toBe(false)
    expect(needsRefresh(tokens(300, 59), 0 as Instant)).toBe(true)
  })
  it('are active until their end, expired after it, ended once ended', () => {
    const session = { expires_at: 10 as Instant, ended_at: null }
    expect([
      sessionStatus(session, 9 as Instant),
      sessionStatus(session, 10 as Instant),
      sessionStatus({ ...session, ended_at: 1 as Instant }, 5 as Instant),
    ]).toEqual(['active', 'expired', 'ended'])
  })
})
