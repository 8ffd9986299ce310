import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { contentOf, difference } from '../../bench/store-content.mjs'
import { createShell, type Shell } from '../support/cli.ts'

const shells: Shell[] = []
afterAll(async () => {
  for (const shell of shells) await shell.close()
})

const born = Date.now()
const open = async (): Promise<Shell> => {
  const shell = await createShell({ now: () => born })
  shells.push(shell)
  await shell.signIn()
  return shell
}
const questions = (shell: Shell) =>
  shell.simulator.requests.map(({ method, path, query, body }) => JSON.stringify([method, path, query, body]))

/** Kills the process once Garmin has seen so many requests. */
async function killAfter(shell: Shell, requests: number): Promise<void> {
  const { child, ended } = shell.start(['sync', '--from', '-20d'])
  let over = false
  void ended.finally(() => {
    over = true
  })
  while (!over && shell.simulator.requests.length < requests) await sleep(1)
  child.kill('SIGKILL')
  await ended
}

describe('kill -9 at 20 random moments of a sync, each followed at once by sync', () => {
  it('rows and originals equal an undisturbed run; repeated requests at most those in flight; no waiting for a lease', async () => {
    const calm = await open()
    expect(await calm.run(['sync', '--from', '-20d'])).toMatchObject({ code: 0 })
    const total = calm.simulator.requests.length
    const shell = await open()
    // Spread over the whole run, the first and last request included, at moments that differ from run to run.
    const moments = Array.from({ length: 20 }, (_, at) => Math.ceil(((at + Math.random()) * total) / 20))
    for (const moment of moments) await killAfter(shell, moment)
    const last = await shell.run(['sync'])
    expect(last, last.stderr).toMatchObject({ code: 0 })
    const asked = questions(shell)
    const repeated = asked.length - new Set(asked).size
    expect(repeated).toBeLessThanOrEqual(moments.length)
    expect(new Set(asked)).toEqual(new Set(questions(calm)))
    expect(difference(contentOf(calm.home), contentOf(shell.home))).toEqual({ lost: [], doubled: [] })
    const job = JSON.parse((await shell.run(['sync', 'list', '--json'])).stdout)[0]
    expect(job).toMatchObject({ status: 'completed', progress: 100 })
  }, 180_000)
})
