import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { csvCell } from '../csv-cell.ts'
import { csv } from './csv.ts'
import { gpx } from './gpx.ts'
import { activityFormats } from './list.ts'
import { exported, formatSuite } from './suite.ts'
import { tcx } from './tcx.ts'

const count = (sign: RegExp) => (text: string) => (text.match(sign) ?? []).length
formatSuite(gpx, count(/<trkpt /g))
formatSuite(tcx, count(/<Trackpoint>/g))
formatSuite(csv, (text) => text.trimEnd().split('\r\n').length - 1)

test('every file of the folder is in the list', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => !/^(list|suite|.*\.test)\.ts$/.test(name))
  expect(activityFormats.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort())
})

/** The tags of a text, each closed by its own: enough to know that it is well formed. */
function isNested(text: string): boolean {
  const open: string[] = []
  for (const [, closing, name, end] of text.matchAll(/<(\/?)([\w:]+)(?:\s[^<>]*?)?(\/?)>/g))
    if (closing === '/') {
      if (open.pop() !== name) return false
    } else if (end !== '/') open.push(name ?? '')
  return open.length === 0
}

describe('XML', () => {
  test.each([gpx, tcx])('of $name is nested, and names come back as they were', ({ write }) => {
    const text = [...write(exported({ rows: 50 }))].join('')
    expect(isNested(text)).toBe(true)
    const before = text
      .replaceAll('&lt;', '<')
      .replaceAll('&quot;', '"')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
    expect(before).toContain('<script>alert("x")</script> & ')
    expect(text).toContain('Übung 🏃')
  })

  test('a long pause begins a new segment of the track', () => {
    expect([...gpx.write(exported())].join('').match(/<trkseg>/g)).toHaveLength(2)
  })

  test('points are in the lap in which they were', () => {
    const text = [...tcx.write(exported())].join('')
    const laps = text.split('<Lap ').slice(1)
    expect(laps.map(count(/<Trackpoint>/g))).toEqual([1000, 2600])
    expect(text).toContain('<Activity Sport="Running">')
  })
})

describe('CSV', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+49', "'+49"],
    ['-1', "'-1"],
    ['@sum', "'@sum"],
    ['\tx', "'\tx"],
    ['a,"b"', '"a,""b"""'],
    ['=a,b', '"\'=a,b"'],
    ['plain', 'plain'],
  ])('%j is written as %j', (text, cell) => expect(csvCell(text)).toBe(cell))

  test('names its columns as the API does, and leaves holes empty', () => {
    const [head, , , , , , sixth, seventh] = [...csv.write(exported({ rows: 20 }))].join('').split('\r\n')
    expect(head).toBe('time_utc,elapsed_s,lat,lon,altitude_m,distance_m,speed_mps,hr_bpm,cadence_rpm,power_w,dev:=1+1')
    expect(sixth).toBe('2026-01-30T06:00:05Z,5,,,20.05,15,3.0005,125,86,250,5')
    expect(seventh).toMatch(/^2026-01-30T06:00:06Z,6,59.30006,/)
  })
})
