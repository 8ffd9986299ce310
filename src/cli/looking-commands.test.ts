import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { ActivityDetailJson, ActivityJson, HealthDayJson } from '../contract/index.ts'
import { fail } from '../domain/index.ts'
import { aStatus } from './testing/answers.ts'
import { runFake } from './testing/fake-runtime.ts'

const folder = mkdtempSync(join(tmpdir(), 'garminsync-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

const anActivity: ActivityJson = {
  activity_id: '9223372036854775807',
  name: 'Morning \u001b[31mrun',
  type_key: 'running',
  start_utc: '2026-02-01T23:30:00.000Z',
  offset_s: 3600,
  elapsed_s: 3725,
  timer_s: 3700,
  distance_m: 10_421.7,
  avg_hr_bpm: 150,
  max_hr_bpm: 171,
  kcal: 700,
  parent_activity_id: null,
  is_manual: false,
  has_original: true,
  original_sha256: 'ab',
  deleted_at: null,
  load: 98,
  edited_at: null,
  edited_fields: [],
  leg_count: 0,
  duplicate_of: null,
}

const sums = { found: 2, sum_m: 10_421.7, sum_s: 3700 }

describe('activities list', () => {
  const client = { activities: async () => ({ items: [anActivity], next_cursor: null, ...sums }) }

  it('shows ids exactly, the time where it happened, and names without control characters', async () => {
    const { stdout, stderr } = await runFake('activities list', { client })
    expect(stdout).toMatch(
      /9223372036854775807 {2}2026-02-02 00:30 {2}running {2}1:01:40 +10\.42 km +150 {2}Morning {2}\[31mrun/,
    )
    expect(stderr).toBe('1 activity.\n')
  })

  it('prints rows as one array with --json', async () => {
    expect(JSON.parse((await runFake('activities list --json', { client })).stdout)).toEqual([anActivity])
  })

  it('passes its filters on and says when there are more', async () => {
    const asked: unknown[] = []
    const many = {
      activities: async (input?: unknown) => {
        asked.push(input)
        return { items: [anActivity, anActivity], next_cursor: 'more', ...sums }
      },
    }
    const ran = await runFake('activities list --limit 2 --type running --from -1y --search lake --deleted', {
      client: many,
    })
    expect(asked).toEqual([{ query: { limit: 2, from: '-1y', type: 'running', q: 'lake', deleted: true } }])
    expect(ran.stderr).toBe('The newest 2; --limit all shows every one.\n')
  })

  it('prints nothing on stdout where there is nothing, and says so', async () => {
    const empty = { activities: async () => ({ items: [], next_cursor: null, ...sums }) }
    expect((await runFake('activities list', { client: empty })).stdout).toBe('0 activities.\n')
    expect((await runFake('activities list --json', { client: empty })).stdout).toBe('[]\n')
  })
})

describe('activities show', () => {
  it('tells legs, sets without rests, splits and weather in their units', async () => {
    const detail: ActivityDetailJson = {
      ...anActivity,
      sessions: [],
      zones: [],
      gear: [],
      splits: [],
      connect_laps: [],
      originals: [],
      legs: [{ ...anActivity, activity_id: '18', type_key: 'cycling' }],
      sets: [
        { seq: 1, set_type: 'ACTIVE', reps: 8, name: 'SQUAT\u001b[2J', weight_g: 60_000, duration_s: 40 },
        { seq: 2, set_type: 'REST', duration_s: 60 },
      ],
      split_summaries: [{ split_type: 'RWD_RUN', split_count: 3, timer_s: 600 }],
      weather: { activity_id: '17', temp_c: 5.5, wind_mps: 4.5 },
      lengths: [],
      device: null,
      workout_id: null,
      parent: null,
      revisions: [],
      previous_id: null,
      next_id: null,
      original: null,
      file_state: { state: 'missing', reason: null },
    }
    const { stdout } = await runFake('activities show 17', { client: { activity: async () => detail } })
    expect(stdout).toMatch(/Legs\n18 +cycling, 1:01:40, 10\.42 km\n/)
    expect(stdout).toMatch(/Sets\n1 +8 × SQUAT.*, 60\.0 kg, 0:40\n\n/)
    expect(stdout).toMatch(/Splits\nRWD_RUN +3 in 10:00\n/)
    expect(stdout).toMatch(/Weather\n.*5\.5/)
    expect(stdout).not.toContain('\u001b')
  })
})

describe('activities file', () => {
  const bytes = new Uint8Array([14, 16, 0, 255])
  const client = { activityFile: async () => ({ bytes, filename: '17.fit' }) }

  it('prints the bytes in a pipe, or where - is asked for', async () => {
    expect((await runFake('activities file 17', { client })).bytes).toEqual(Buffer.from(bytes))
    const ran = await runFake('activities file 17 -o -', { client, outIsTTY: true })
    expect(ran.bytes).toEqual(Buffer.from(bytes))
  })

  it('writes a file on a terminal, and replaces one only when forced', async () => {
    const world = { client, cwd: folder, outIsTTY: true }
    expect((await runFake('activities file 17', world)).code).toBe(0)
    expect(readFileSync(join(folder, '17.fit'))).toEqual(Buffer.from(bytes))
    const again = await runFake('activities file 17', world)
    expect(again.code).toBe(2)
    expect(again.stderr).toContain('--force')
    expect((await runFake('activities file 17 --force', world)).code).toBe(0)
    expect((await runFake('activities file 17 --output other.fit', world)).code).toBe(0)
    expect(existsSync(join(folder, 'other.fit'))).toBe(true)
  })

  it('asks for the format that is wanted, and knows those that there are', async () => {
    const asked: unknown[] = []
    const made = {
      activityFile: async (input: unknown) => {
        asked.push(input)
        return { bytes, filename: '17.gpx' }
      },
    }
    const ran = await runFake('activities file 17 --as gpx', { client: made, cwd: folder, outIsTTY: true })
    expect([ran.code, existsSync(join(folder, '17.gpx'))]).toEqual([0, true])
    expect(asked).toEqual([{ params: { activity_id: '17' }, query: { as: 'gpx' } }])
    expect((await runFake('activities file 17 --as kml', { client: made })).code).toBe(2)
  })

  it('ends with exit 9 where nothing can be written', async () => {
    const ran = await runFake('activities file 17 -o no/such/folder.fit', { client, cwd: folder })
    expect(ran.code).toBe(9)
  })

  it('ends with exit 10 for an activity without a file', async () => {
    const none = {
      activityFile: async () => {
        throw fail('activity.no-file', { value: '17', detail: '' })
      },
    }
    expect((await runFake('activities file 17', { client: none })).code).toBe(10)
  })
})

const noParts = {
  daily_summary: null,
  sleep: null,
  hrv: null,
  stress: null,
  body_battery: null,
  heart_rate: null,
  respiration: null,
  spo2: null,
  training_readiness: null,
  training_status: null,
  weight: null,
}

describe('health show', () => {
  it('asks for today where the account is, unless a day is given', async () => {
    const asked: unknown[] = []
    const client = {
      healthDay: async ({ params }: { params: { day: string } }) => {
        asked.push(params.day)
        return { day: '2026-02-03', states: {}, ...noParts } as HealthDayJson
      },
    }
    expect((await runFake('health show', { client })).stderr).toContain('nothing is here for this day')
    await runFake('health show yesterday', { client })
    expect(asked).toEqual(['today', 'yesterday'])
  })

  it('shows values with their units, and why parts have none', async () => {
    const sleep = { total_s: 27_000, score: 81, start_utc: '2026-02-02T22:00:00.000Z', avg_spo2_pct: 95.5, stages: [] }
    const states = {
      sleep: { state: 'present', settled: false },
      hrv: { state: 'empty', settled: true },
      weight: { state: 'missing', settled: false },
    }
    const client = {
      healthDay: async () => ({ day: '2026-02-03', ...noParts, sleep, states }) as unknown as HealthDayJson,
    }
    const { stdout, stderr } = await runFake('health show', { client })
    expect(stdout).toMatch(/sleep \(may still change\)\n {2}total +7:30:00\n {2}score +81/)
    expect(stdout).toContain('95.5 %')
    expect(stdout).toContain('Nothing at Garmin: hrv')
    expect(stdout).toContain('Not asked for yet: weight')
    expect(stderr).toBe('2026-02-03: 1 of 3 parts have data.\n')
  })
})

describe('coverage', () => {
  it('prints one row a dataset', async () => {
    const client = { coverage: async () => ({ items: aStatus().datasets, next_cursor: null }) }
    const ran = await runFake('coverage --json', { client })
    expect(JSON.parse(ran.stdout)).toEqual(aStatus().datasets)
    expect((await runFake('coverage', { client })).stdout).toContain('2023-02-04')
  })

  it('lists gaps of a dataset', async () => {
    const asked: unknown[] = []
    const gap = { dataset: 'sleep', item: '2026-01-01', day: '2026-01-01', state: 'missing', reason: null } as const
    const client = {
      coverageGaps: async (input?: unknown) => {
        asked.push(input)
        return { items: [gap], next_cursor: null }
      },
    }
    const ran = await runFake('coverage sleep --gaps', { client })
    expect(ran.stdout).toContain('2026-01-01')
    expect(ran.stderr).toBe('1 gap.\n')
    expect(asked).toEqual([{ query: { dataset: 'sleep', limit: 50 } }])
  })

  it('ends with exit 10 for a dataset that does not exist', async () => {
    const client = {
      coverage: async () => {
        throw fail('dataset.not-found', { value: 'slepe' })
      },
    }
    expect((await runFake('coverage slepe', { client })).code).toBe(10)
  })
})

describe('doctor and config', () => {
  it('ends with exit 9 when something has to be put right, and says what', async () => {
    const check = { name: 'store', state: 'problem', detail: 'damaged', fix: 'Move it aside.' } as const
    const ran = await runFake('doctor', { app: { doctor: async () => [check] } })
    expect(ran.code).toBe(9)
    expect(ran.stdout).toBe('problem  store: damaged\n         Move it aside.\n')
    const fine = { ...check, state: 'ok', fix: null } as const
    expect((await runFake('doctor', { app: { doctor: async () => [fine] } })).code).toBe(0)
  })

  it('prints where the configuration is', async () => {
    const ran = await runFake('config path', { app: { configPath: '/etc/garminsync/config.toml' } })
    expect(ran.stdout).toBe('/etc/garminsync/config.toml\n')
  })
})

describe('workouts list', () => {
  it('shows what is planned', async () => {
    const row = { workout_id: '5', name: 'Intervals', sport: 'running', est_s: 3600, est_m: null, updated: null }
    const ran = await runFake('workouts list', {
      client: { workouts: async () => ({ items: [row], next_cursor: null }) },
    })
    expect(ran.stdout).toMatch(/5 {2}running {2}1:00:00 +– +– +Intervals/)
  })
})
