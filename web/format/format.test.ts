import { describe, expect, test } from 'vitest'
import { parseLocalDate } from '../../src/domain/index.ts'
import { toHours, toStopwatch, toWait } from './duration.ts'
import { createFormat } from './format.ts'
import { toUnitSystem } from './measure.ts'
import { toShortHash } from './size.ts'
import { clockWithOffset } from './time.ts'

const noa = createFormat({ locale: 'en-GB', units: 'metric', timeZone: 'Europe/Stockholm' })
const lee = createFormat({ locale: 'en-US', units: 'statute', timeZone: 'America/New_York' })
const jan = createFormat({ locale: 'de-DE', units: 'metric', timeZone: 'Europe/Berlin' })
const day = parseLocalDate('2026-11-23')
/** Thin and no-break spaces as plain ones, so that expectations can be read. */
const plain = (text: string) => text.replace(/[\u202f\u00a0\u2009]/g, ' ')
const whole = ({ value, unit }: { value: string; unit: string }) => plain(noa.withUnit(value, unit))

describe('numbers', () => {
  test('are grouped, with a true minus, in the reader’s language', () => {
    expect(noa.number(6204)).toBe('6,204')
    expect(jan.number(6204.25, 1)).toBe('6.204,3')
    expect(noa.number(-3.25, 1)).toBe('−3.3')
  })
  test('that are not there are a dash and never 0', () => {
    for (const value of [null, undefined, Number.NaN]) expect(noa.number(value)).toBe('–')
    expect(noa.number(0)).toBe('0')
    expect(noa.withUnit(noa.number(null), 'bpm')).toBe('–')
    expect(whole(noa.distance(null))).toBe('–')
    for (const write of [toHours, toStopwatch, toWait]) expect(write(null)).toBe('–')
  })
  test('differences carry their sign, and none when they round to nothing', () => {
    expect([noa.signed(1), noa.signed(-0.1, 1), noa.signed(-0.04, 1), noa.signed(0)]).toEqual([
      '+1',
      '−0.1',
      '0.0',
      '0',
    ])
  })
  test('ranges and shares', () => {
    expect(noa.range(44, 58)).toBe('44–58')
    expect(plain(noa.percent(0.084))).toBe('8 %')
  })
})

describe('durations', () => {
  test.each([
    [26_640, '7 h 24'],
    [7200, '2 h'],
    [2820, '47 min'],
    [3599, '1 h'],
    [0, '0 min'],
    [-360, '−6 min'],
  ])('a night of %d s', (seconds, text) => expect(plain(toHours(seconds))).toBe(text))
  test.each([
    [3161, '52:41'],
    [4680, '1:18:00'],
    [7, '0:07'],
    [3599.6, '1:00:00'],
  ])('a stopwatch at %d s', (seconds, text) => expect(toStopwatch(seconds)).toBe(text))
  test.each([
    [0.4, '0.4 s'],
    [4, '4 s'],
    [900, '15 min'],
    [7020, '1 h 57 min'],
    [7200, '2 h'],
    [273_600, '3 d 4 h'],
  ])('a wait of %d s', (seconds, text) => expect(plain(toWait(seconds))).toBe(text))
})

describe('measures', () => {
  test('distances are as fine as their use', () => {
    expect(whole(noa.distance(14_600, 'exact'))).toBe('14.60 km')
    expect(whole(noa.distance(14_600))).toBe('14.6 km')
    expect(whole(noa.distance(9_800))).toBe('9.80 km')
    expect(whole(noa.distance(2_140_400, 'total'))).toBe('2,140 km')
    expect(whole(lee.distance(16_093.44, 'exact'))).toBe('10.00 mi')
  })
  test('paces are minutes by foot and in water, speed on wheels', () => {
    expect(whole(noa.pace(1000 / 320, 'foot'))).toBe('5:20 min/km')
    expect(whole(noa.pace(100 / 130, 'water'))).toBe('2:10 /100 m')
    expect(whole(noa.pace(20.2 / 3.6, 'wheels'))).toBe('20.2 km/h')
    expect(whole(noa.pace(0, 'foot'))).toBe('–')
    expect(whole(lee.pace(1609.344 / 480, 'foot'))).toBe('8:00 min/mi')
  })
  test('weights, heights and degrees follow the account’s units', () => {
    expect([whole(noa.weight(70_800)), whole(lee.weight(70_800))]).toEqual(['70.8 kg', '156.1 lb'])
    expect([whole(noa.elevation(164)), whole(lee.elevation(164))]).toEqual(['164 m', '538 ft'])
    expect([whole(noa.temperature(4)), whole(lee.temperature(4))]).toEqual(['4 °C', '39 °F'])
    expect(['metric', 'statute_us', 'statute_uk', null].map(toUnitSystem)).toEqual([
      'metric',
      'statute',
      'statute',
      'metric',
    ])
  })
  test('sizes are decimal, hashes are shortened', () => {
    expect([184_000, 2_100_000_000, 999_600, 12].map((bytes) => plain(noa.size(bytes)))).toEqual([
      '184 KB',
      '2.1 GB',
      '1.0 MB',
      '12 B',
    ])
    expect(toShortHash('3fa941c0aaaabbbbccccd27e')).toBe('3fa941c0…d27e')
    expect(toShortHash('21034567890')).toBe('21034567890')
  })
})

describe('days and times', () => {
  test('a day is written by its place', () => {
    expect(noa.day.withWeekday(day)).toBe('Mon 23 Nov')
    expect(noa.day.head(day)).toBe('Monday 23 November')
    expect(noa.day.long(day)).toBe('23 November 2026')
    expect(noa.day.month(day)).toBe('November 2026')
    expect(lee.day.short(day)).toBe('Nov 23')
  })
  test('a day near today is said as people say it', () => {
    const near = (text: string) => noa.day.near(parseLocalDate(text), day)
    expect(['2026-11-23', '2026-11-22', '2026-11-20', '2026-11-14', '2025-11-23'].map(near)).toEqual([
      'today',
      'yesterday',
      'Fri',
      '14 Nov',
      '23 Nov 2025',
    ])
  })
  test('instants are told on the clock of the reader’s zone', () => {
    const at = Date.UTC(2026, 10, 23, 17, 12)
    expect([noa.clock(at), lee.clock(at)]).toEqual(['18:12', '12:12'])
    expect(noa.moment(at, at)).toBe('today 18:12')
    expect(noa.dayOf(Date.UTC(2026, 10, 23, 23, 30))).toBe('2026-11-24')
    expect(noa.clock(Date.UTC(2026, 10, 22, 23, 0))).toBe('00:00')
  })
  test('a sample is told with the offset of its own place', () => {
    const at = Date.UTC(2026, 10, 23, 17, 12)
    expect([clockWithOffset(at, 3600), clockWithOffset(at, -34_200), clockWithOffset(at, 50_400)]).toEqual([
      '18:12',
      '07:42',
      '07:12',
    ])
  })
})
