import { afterEach, describe, expect, it } from 'vitest'
import { contentOf, difference } from '../../bench/store-content.mjs'
import type { FaultSpec } from '../../src/simulator/index.ts'
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

/** Ten ways in which an answer fails, each of one and a half in a hundred: together 15 %. */
const ways: readonly FaultSpec[] = [
  { kind: '429', retryAfter: 1 },
  { kind: 'server-error', status: 500 },
  { kind: 'server-error', status: 502 },
  { kind: 'server-error', status: 503, retryAfter: 1 },
  { kind: 'reset' },
  { kind: 'short-body' },
  { kind: 'truncated' },
  { kind: 'html' },
  { kind: 'expired-token' },
  { kind: 'forbidden' },
]

describe('a flaky Garmin: 15 % of all answers fail, in ten ways', () => {
  it('ends complete without a person, and nothing is lost or doubled', async () => {
    const calm = await open()
    expect(await calm.run(['sync', '--from', '-25d'])).toMatchObject({ code: 0 })
    const shell = await open()
    const { faults } = shell.simulator
    for (const way of ways) faults.add({ ...way, match: '-service/', probability: 0.015, times: null })
    const codes: (number | null)[] = []
    // As a timer would: the same command again, whatever came of the last one.
    do codes.push((await shell.run(['sync', '--from', '-25d'])).code)
    while (codes.at(-1) !== 0 && codes.length < 8)
    expect(codes.at(-1), codes.join()).toBe(0)
    // Finished runs with a few failed items, never an end that a person has to see to.
    expect(
      codes.every((code) => code === 0 || code === 3),
      codes.join(),
    ).toBe(true)
    const spoilt = shell.simulator.requests.filter(({ fault }) => fault !== null)
    expect(new Set(spoilt.map(({ fault }) => fault)).size).toBeGreaterThanOrEqual(6)
    const { lost } = difference(contentOf(calm.home), contentOf(shell.home))
    // What was asked for another way is told in the ledger by its reason only.
    expect(lost.filter((entry) => !/^(raw_|ledger )/.test(entry))).toEqual([])
  }, 180_000)
})
