import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { activityFitBytes } from '../fit/testing/files.ts'
import { runFake } from './testing/fake-runtime.ts'

const folder = mkdtempSync(join(tmpdir(), 'garminsync-fit-'))
afterAll(() => rmSync(folder, { recursive: true }))
const write = (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes)

describe('fit inspect', () => {
  const bytes = activityFitBytes()

  it('prints one document in the terms of the corpus with --json', async () => {
    write('run.fit', bytes)
    const { stdout, code } = await runFake('fit inspect run.fit --json', { cwd: folder })
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'ok',
      error_kind: null,
      messages_by_number: { 0: 1, 18: 1, 19: 1, 20: 3 },
      records: { count: 3, sum_heart_rate: 303, n_heart_rate: 3 },
      sessions: [{ sport: 'running', sport_code: 1, total_distance_m: 10 }],
      laps: 1,
      field_sums: { '20.3': [3, 303] },
      developer_fields: {},
      first_timestamp: 1_631_065_600,
      last_timestamp: 1_631_065_602,
    })
  })

  it('ends with 0 for what is cut or no FIT file at all, and says so', async () => {
    write('cut.fit', bytes.slice(0, -3))
    const cut = await runFake('fit inspect cut.fit', { cwd: folder })
    expect([cut.code, cut.stderr]).toEqual([
      0,
      'The file breaks off or holds something else; what comes before that is good. (eof_in_message)\n',
    ])
    expect(cut.stdout).toMatch(/records +3: 3 positions, 3 heart rates/)
    write('page.fit', new TextEncoder().encode('<html></html>'))
    const page = await runFake('fit inspect page.fit --json', { cwd: folder })
    expect([page.code, JSON.parse(page.stdout).status]).toEqual([0, 'reject'])
  })

  it('ends with 2 where there is no file to read', async () => {
    const { code, stderr } = await runFake('fit inspect nowhere.fit', { cwd: folder })
    expect([code, stderr.includes('ENOENT')]).toEqual([2, true])
  })
})
