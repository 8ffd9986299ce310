import { describe, expect, it } from 'vitest'
import { catalogue } from './catalogue.ts'
import { globalOptions } from './globals.ts'
import { optionLines } from './help.ts'
import { overview } from './overview.ts'
import { aJob, aStatus } from './testing/answers.ts'
import { runFake, runFakeArgs } from './testing/fake-runtime.ts'

describe('the command line', () => {
  it('refuses an unknown command with a suggestion and exit 2', async () => {
    const ran = await runFake('statsu')
    expect(ran).toMatchObject({ code: 2, stdout: '', connected: [] })
    expect(ran.stderr).toBe(
      'garminsync: There is no command "statsu".\nSee `garminsync --help`. Did you mean `garminsync status`?\n',
    )
  })

  it.each([
    ['auth lgoin', 'garminsync auth login'],
    ['login', 'garminsync auth login'],
    ['activity list', 'garminsync activities list'],
    ['sync statsu', 'garminsync sync status'],
  ])('knows what `%s` meant', async (line, meant) => {
    const ran = await runFake(line)
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain(`Did you mean \`${meant}\`?`)
  })

  it.each(['export', 'import x', 'worker', 'backup', 'restore', 'mcp'])(
    'says of `%s`, which is promised for later, that there is no such command',
    async (line) => {
      const ran = await runFake(line)
      expect(ran.code).toBe(2)
      expect(ran.stderr).toContain('There is no command')
    },
  )

  it('refuses an unknown option with a suggestion and exit 2', async () => {
    const ran = await runFake('status --jsno')
    expect(ran.code).toBe(2)
    expect(ran.stderr).toBe(
      'garminsync: There is no option "--jsno".\nSee `garminsync status --help`. Did you mean `--json`?\n',
    )
  })

  it.each([
    ['status extra', 'takes no "extra"'],
    ['activities show 1 2', '"2" is one word too many'],
    ['activities show', 'ID is missing'],
    ['sync --from', '--from needs a value'],
    ['sync --full=yes', '--full takes no value'],
    ['sync everything', 'nothing that can be synced'],
    ['sync --max-wait soon', 'a length of time'],
    ['activities list --limit 0', 'a number from 1'],
    ['auth login --region de', 'one of com, cn'],
    ['auth login --method telepathy', 'one of password'],
    ['serve --port 70000', 'from 0 to 65535'],
    ['--bogus status', 'no option "--bogus" before a command'],
    ['auth --email x login', 'not a whole command'],
    ['status --user me', 'the number of an account'],
    ['status --server nowhere', 'takes an address'],
    ['doctor --server http://127.0.0.1:1', 'on this machine only'],
  ])('refuses `%s` before anything is opened', async (line, words) => {
    const ran = await runFake(line)
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain(words)
    expect(ran.connected).toEqual([])
  })

  it.each([
    'sync --from 2026-02-30',
    'sync --to tomorrowish',
    'health show 2025-02-29',
    'activities list --from 31.01.2026',
  ])('refuses the day of `%s`, which does not exist, with exit 2', async (line) => {
    const ran = await runFake(line)
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain('is not a day that exists')
    expect(ran.connected).toEqual([])
  })

  it('refuses a range that ends before it starts with exit 2', async () => {
    const ran = await runFake('sync --from 2026-02-01 --to 2026-01-31')
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain('ends (2026-01-31) before it starts (2026-02-01)')
    expect(ran.connected).toEqual([])
  })

  it.each(['activities show abc', 'activities show 99999999999999999999', 'activities file -5'])(
    'ends `%s` with exit 10: there is no such id',
    async (line) => {
      const ran = await runFake(line)
      expect(ran.code).toBe(10)
      expect(ran.stderr).toContain('There is no activity')
    },
  )

  it('shows the gear of an activity and the days for which a workout is planned', async () => {
    const none = {
      name: null,
      type_key: null,
      sport: null,
      start_utc: null,
      offset_s: null,
      sessions: [],
      originals: [],
      weather: null,
      legs: [],
      sets: [],
      split_summaries: [],
    }
    const gear = [
      { custom_name: 'Die Alten', make: 'Brooks', model: 'Ghost' },
      { custom_name: null, make: 'Canyon', model: 'Endurace' },
    ]
    const schedule = [
      { date: '2026-01-20', done_activity_id: null },
      { date: '2026-01-13', done_activity_id: '17' },
    ]
    const client = {
      activity: async () => ({ ...none, activity_id: '17', is_manual: false, gear }) as never,
      workout: async () => ({ ...none, workout_id: '5', steps: [], updated: null, schedule }) as never,
    }
    expect((await runFake('activities show 17', { client })).stdout).toMatch(/gear\s+Die Alten, Canyon Endurace/)
    expect((await runFake('workouts show 5', { client })).stdout).toMatch(/planned\s+2026-01-20, 2026-01-13 \(done\)/)
  })

  it('takes days that begin with a dash', async () => {
    const days: unknown[] = []
    const client = { healthDay: async ({ params }: { params: unknown }) => days.push(params) as never }
    await runFake('health show -30d', { client })
    await runFake('health show --json -2y', { client })
    expect(days).toEqual([{ day: '-30d' }, { day: '-2y' }])
  })

  it('takes the options of every command before, between and after its words', async () => {
    const client = { syncJobs: async () => ({ items: [], next_cursor: null }) }
    for (const line of [
      '--json sync list',
      'sync --json list',
      'sync list --json',
      '--home x sync --user=5 list --json',
    ]) {
      const ran = await runFake(line, { client })
      expect([ran.code, ran.stdout]).toEqual([0, '[]\n'])
    }
    const { connected } = await runFake('--home x sync --user=5 list', { client })
    expect(connected[0]?.globals).toMatchObject({ home: 'x', user: '5' })
  })

  it('explains every command without opening anything', async () => {
    for (const { path, hidden } of catalogue) {
      const ran = await runFakeArgs([...path, '--help'])
      expect(ran).toMatchObject({ code: 0, stderr: '', connected: [] })
      expect(ran.stdout).toContain(`Usage: garminsync ${path.join(' ')}`)
      if (!hidden) expect(ran.stdout).toContain('Examples:')
    }
  })

  it('has examples that can be typed as they are shown', async () => {
    for (const entry of catalogue) {
      const { command } = await entry.load()
      for (const { run } of command.examples) {
        const words = run
          .replace(/ [<>] .*/, '')
          .split(' ')
          .slice(1)
        expect((await runFakeArgs([...words, '--help'])).stdout, run).toContain(`garminsync ${entry.path.join(' ')}`)
      }
    }
  })

  it('lists the arguments of a command as the command takes them', async () => {
    for (const entry of catalogue) {
      const { command } = await entry.load()
      const takes = Object.values(command.args).map(({ label, required }) => (required ? label : `[${label}]`))
      expect(entry.takes?.replace('|-', '') ?? '', entry.path.join(' ')).toBe(takes.join(' '))
    }
  })

  it('shows the commands of a group, and all of them for no command', async () => {
    expect((await runFake('auth')).stdout).toContain('auth login')
    expect((await runFake('auth --help')).stdout).not.toContain('sync list')
    expect((await runFake('')).stdout).toBe(overview())
    expect((await runFake('help sync list')).stdout).toContain('Usage: garminsync sync list')
  })

  it('lists in --help what every command takes', () => {
    for (const [left, about] of optionLines(globalOptions)) expect(overview()).toMatch(line(left, about))
    expect(overview()).not.toContain('__run-job')
  })

  it('ends with one sentence, on stderr where data was printed', async () => {
    const ran = await runFake('status', { client: { status: async () => aStatus() } })
    expect(ran.code).toBe(0)
    expect(ran.stdout).toContain('sleep')
    expect(ran.stderr).toBe('Lena Example (account 82500001): 1,000 present, 6 missing.\n')
  })

  it('prints the answer of the API unchanged with --json', async () => {
    const ran = await runFake('status --json', { client: { status: async () => aStatus() } })
    expect(JSON.parse(ran.stdout)).toEqual(aStatus())
  })

  it('prints data only with --quiet', async () => {
    const ran = await runFake('sync list --quiet', {
      client: { syncJobs: async () => ({ items: [aJob()], next_cursor: null }) },
    })
    expect(ran.stdout).toContain('j1')
    expect(ran.stderr).toBe('')
  })

  it('prints one problem document on stderr when it fails with --json', async () => {
    const ran = await runFake('sync --from 2026-02-30 --json')
    expect(ran.stdout).toBe('')
    expect(JSON.parse(ran.stderr)).toMatchObject({ code: 'usage.date', status: 422, hint: expect.any(String) })
  })

  it('reports a fault of its own with exit 1, and where it happened only with --verbose', async () => {
    const client = {
      status: async () => {
        throw new TypeError('the secret 123', { cause: Object.assign(new Error('password hunter2'), { code: 'EIO' }) })
      },
    }
    const plain = await runFake('status', { client })
    expect(plain.code).toBe(1)
    expect(plain.stderr).not.toMatch(/\n\s+at /)
    const verbose = await runFake('status --verbose', { client })
    expect(verbose.stderr).toMatch(/\n\s+at /)
    expect(verbose.stderr).toContain('EIO')
    expect(verbose.stderr).not.toContain('hunter2')
  })
})

const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const line = (left: string, about: string) => new RegExp(`^  ${quoted(left)} +${quoted(about)}$`, 'm')
