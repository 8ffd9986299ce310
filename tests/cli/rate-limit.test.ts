import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, describe, expect, it } from 'vitest'
import { contentOf, difference } from '../../bench/store-content.mjs'
import { createShell, type Shell } from '../support/cli.ts'

const shells: Shell[] = []
const born = Date.now()
const open = async (): Promise<Shell> => {
  const shell = await createShell({ now: () => born })
  shells.push(shell)
  await shell.signIn()
  return shell
}
afterEach(async () => {
  for (const shell of shells.splice(0)) await shell.close()
})
const from = ['--from', '-15d']
const refused = (shell: Shell) => shell.simulator.requests.filter(({ status }) => status === 429).length
/** Requests at once; the command uses one connection. */
const connections = 1

describe('a 429 in the middle of a run', () => {
  it.each([
    ['with Retry-After', { retryAfter: 1800 }, 1700],
    ['with Retry-After as a date', { retryAfter: { date: 1800 } }, 1700],
    ['without Retry-After', {}, 25],
  ])(
    '%s: refused requests ≤ connections, exit 7 with the time, the ledger names what is open, the next run completes, nothing is lost',
    async (_name, spec, leastSeconds) => {
      const calm = await open()
      expect(await calm.run(['sync', ...from])).toMatchObject({ code: 0 })
      const shell = await open()
      const fault = shell.simulator.faults.add({
        kind: '429',
        match: 'wellness|download',
        after: 9,
        times: null,
        ...spec,
      })
      const before = Date.now()
      const ran = await shell.run(['sync', ...from, '--max-wait', '5s', '--json'])
      expect(ran.code, ran.stderr).toBe(7)
      expect(refused(shell)).toBeLessThanOrEqual(connections)
      const problem = JSON.parse(ran.stderr)
      expect(problem).toMatchObject({ code: 'garmin.rate-limited' })
      expect(problem.title).toMatch(/Still open: \d+ of the \d+ requests/)
      expect(Date.parse(problem.retry_at) - before).toBeGreaterThan(leastSeconds * 1000)
      const gaps = JSON.parse((await shell.run(['coverage', '--gaps', '--limit', 'all', '--json'])).stdout)
      const openDays = gaps.filter(
        ({ dataset, state }: { dataset: string; state: string }) => dataset === 'wellness_fit' && state === 'missing',
      )
      expect(openDays.length).toBeGreaterThan(0)
      expect(gaps.filter(({ state }: { state: string }) => state === 'failed')).toEqual([])
      expect(JSON.parse((await shell.run(['sync', 'list', '--json'])).stdout)[0]).toMatchObject({
        status: 'failed',
        error_code: 'garmin.rate-limited',
        retry_at: problem.retry_at,
      })
      shell.simulator.faults.remove(fault)
      const rest = await shell.run(['sync'])
      expect(rest.code, rest.stderr).toBe(0)
      expect(difference(contentOf(calm.home), contentOf(shell.home))).toEqual({ lost: [], doubled: [] })
    },
    90_000,
  )

  it('that may be waited for is waited for: one refused request, and the run completes', async () => {
    const shell = await open()
    shell.simulator.faults.add({ kind: '429', match: 'wellness', after: 3, retryAfter: 1 })
    const ran = await shell.run(['sync', ...from])
    expect(ran.code, ran.stderr).toBe(0)
    expect(refused(shell)).toBe(1)
  }, 60_000)

  it('holds for the next process, even after kill -9: until then it sends nothing', async () => {
    const shell = await open()
    const env = { GARMINSYNC_PACE: '1000,1000' }
    shell.simulator.faults.add({ kind: '429', match: 'wellness', after: 3, retryAfter: 6 })
    const { child, ended } = shell.start(['sync', ...from], { env })
    while (refused(shell) === 0) await sleep(5)
    // Written once the answer is there; only a kill within the moment between them would forget it.
    const db = new DatabaseSync(join(shell.home, 'garminsync.db'), { readOnly: true })
    const kept = () => db.prepare("select value from state where key = 'pace'").get() as { value: string } | undefined
    while ((JSON.parse(kept()?.value ?? '{}').notBefore ?? null) === null) await sleep(5)
    db.close()
    child.kill('SIGKILL')
    await ended
    const refusal = shell.simulator.requests.find(({ status }) => status === 429)
    const seen = shell.simulator.requests.length
    // It takes the dead one's job over, and waits as that one would have.
    const rest = await shell.run(['sync', ...from], { env })
    expect(rest.code, rest.stderr).toBe(0)
    const early = shell.simulator.requests.slice(seen).filter(({ at }) => at < (refusal?.at ?? 0) + 6000)
    expect(early.map(({ path }) => path)).toEqual([])
    expect(refused(shell)).toBe(1)
  }, 60_000)
})

describe('a budget of requests', () => {
  it('for a run: it ends with exit 7, says how much is open, and the next runs go on until all is there', async () => {
    const calm = await open()
    expect(await calm.run(['sync', ...from])).toMatchObject({ code: 0 })
    const total = calm.asked()
    const shell = await open()
    const env = { GARMINSYNC_BUDGET: '25,-' }
    const first = await shell.run(['sync', ...from], { env })
    expect(first.code, first.stderr).toBe(7)
    expect(first.stderr).toMatch(/budget of 25 requests for a run is spent\. Still open: \d+/)
    expect(shell.simulator.requests.length).toBe(25)
    let runs = 1
    for (let code: number | null = 7; code === 7 && runs < 20; runs++) ({ code } = await shell.run(['sync'], { env }))
    expect(difference(contentOf(calm.home), contentOf(shell.home))).toEqual({ lost: [], doubled: [] })
    // Each further run asks whether the watch has uploaded meanwhile.
    expect(shell.asked()).toBeLessThanOrEqual(total + runs)
  }, 120_000)

  it('for a day: counted over all runs, with the moment at which the next day begins', async () => {
    const shell = await open()
    const env = { GARMINSYNC_BUDGET: '-,20' }
    expect(await shell.run(['sync', ...from], { env })).toMatchObject({ code: 7 })
    const ran = await shell.run(['sync', '--json'], { env })
    expect(ran.code).toBe(7)
    const problem = JSON.parse(ran.stderr)
    expect(problem.code).toBe('sync.budget-spent')
    expect(new Date(problem.retry_at).getTime() % 86_400_000).toBe(0)
    expect(shell.simulator.requests.length).toBe(20)
  }, 60_000)
})
