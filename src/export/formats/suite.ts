import { describe, expect, test } from 'vitest'
import type { ActivityFormat, ExportedActivity } from '../activity.ts'

const start = Date.parse('2026-01-30T06:00:00Z')
/** What people and files may call things. */
export const hostile = '=cmd|\'/c calc\'!A1 <script>alert("x")</script> & \u0000\u0008\ud800 ]]> "q", Übung 🏃'

/** An hour by the second, with a hole in each channel, a pause and two laps. */
export function exported(over: Partial<ExportedActivity> & { rows?: number } = {}): ExportedActivity {
  const { rows = 3600, ...rest } = over
  const column = (value: (row: number) => number) => Float64Array.from({ length: rows }, (_, row) => value(row))
  const columns: Record<string, Float64Array> = {
    lat: column((row) => (row === 5 ? Number.NaN : 59.3 + row / 1e5)),
    lon: column((row) => (row === 5 ? Number.NaN : 18.05 - row / 1e5)),
    altitude_m: column((row) => 20 + row / 100),
    distance_m: column((row) => row * 3),
    speed_mps: column(() => 3.0004999),
    hr_bpm: column((row) => (row === 6 ? Number.NaN : 120 + (row % 40))),
    cadence_rpm: column(() => 86),
    power_w: column((row) => (row === 7 ? Number.NaN : 250)),
    'dev:=1+1': column((row) => row),
  }
  const lap = (from: number, to: number) => ({
    startUtc: start + from * 1000,
    timerS: to - from,
    elapsedS: to - from,
    distanceM: (to - from) * 3,
    avgSpeedMps: 3,
    maxSpeedMps: 3.5,
    avgHrBpm: 140,
    maxHrBpm: 159,
    kcal: 300,
    intensity: 'active',
    trigger: 'manual',
  })
  return {
    activityId: '9223372036854775807',
    name: hostile,
    description: null,
    typeKey: 'trail_running',
    deviceName: 'fēnix <7>',
    // Half an hour in, the watch was stopped for ten minutes.
    times: column((row) => start + row * 1000 + (row >= 1800 ? 600_000 : 0)),
    channels: Object.keys(columns),
    values: (name) => columns[name] ?? null,
    laps: [lap(0, 1000), lap(1000, rows)],
    ...rest,
  }
}

/** What every format promises. `rowsIn` counts the records of a finished file. */
export function formatSuite(format: ActivityFormat, rowsIn: (text: string) => number): void {
  const whole = (activity: ExportedActivity) => [...format.write(activity)].join('')

  describe(`${format.name}`, () => {
    test('has every record that it can hold, once', () => {
      const text = whole(exported())
      expect(rowsIn(text)).toBe(format.needsTrack ? 3599 : 3600)
    })

    test('comes in pieces, none of them larger than a record or two', () => {
      const pieces = [...format.write(exported({ rows: 20_000 }))]
      expect(pieces.length).toBeGreaterThan(20_000)
      expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(4000)
    })

    test('a file without records, laps or names is still one of its kind', () => {
      const text = whole(
        exported({ rows: 0, channels: [], values: () => null, laps: [], name: null, deviceName: null }),
      )
      expect(rowsIn(text)).toBe(0)
      expect(text).not.toMatch(/NaN|null|undefined|Infinity/)
    })

    test('says nothing where nothing was measured', () => {
      expect(whole(exported())).not.toMatch(/NaN|null|undefined|Infinity/)
    })

    test('text from people stays text', () => {
      const text = whole(exported())
      expect(text).not.toContain('<script>')
      expect(text).not.toMatch(/(^|,)"?[=+@]/m)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]|\p{Surrogate}/u)
    })
  })
}
