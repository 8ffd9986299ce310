import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { between } from '../../scripts/docs.mjs'
import { root } from '../../scripts/lib/files.mjs'
import { type ErrorCode, errors } from '../../src/domain/index.ts'
import { cases } from './outcomes/cases.ts'
import { play } from './outcomes/play.ts'
import { outcomesTable } from './outcomes/table.ts'
import { type Outcome, type Played, signals } from './outcomes/types.ts'

const page = join(root, 'docs/sign-in.md')
const dossier = join(root, '../shared/garmin-connect/AUTH.md')
const played: Played[] = []

/** A sentence of the table of errors, with whatever stands in its blanks. */
function isSentenceOf(code: string, said: string): boolean {
  const { title } = errors[code as ErrorCode]
  const pattern = title
    .split(/\{\w+\}/)
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('[^]*')
  return new RegExp(`^${pattern}$`).test(said)
}

/** Front doors of SSO that were knocked at. */
const doorsOf = ({ sent }: Outcome) =>
  new Set(
    sent.flatMap((name) =>
      /^(page|login|code)$/.test(name)
        ? 'mobile'
        : (/^(widget|portal|new code)/.exec(name)?.[1]?.replace('new code', 'widget') ?? []),
    ),
  )

describe('what a person runs into when Garmin refuses', () => {
  it.each(cases)('$signal: $when', async (one) => {
    const result = await play(one)
    played.push(result)
    expect(result.violations).toEqual([])
    for (const outcome of result.outcomes) {
      const { code, exit, said } = outcome
      expect(exit === 0, said).toBe(code === null)
      if (code !== null) {
        expect([code, exit]).toEqual([code, errors[code as ErrorCode].exit])
        expect(isSentenceOf(code, said), said).toBe(true)
      }
      expect(doorsOf(outcome).size).toBeLessThanOrEqual(1)
    }
  })
})

describe('the table in docs/sign-in.md', () => {
  it('is what happened; `npm run docs:sign-in` writes it anew', () => {
    // A run of single cases cannot tell.
    expect(played).toHaveLength(cases.length)
    const text = readFileSync(page, 'utf8')
    const renewed = between(text, 'outcomes', outcomesTable(played))
    if (process.env.GARMINSYNC_WRITE_DOCS === '1') writeFileSync(page, renewed)
    else expect(text).toBe(renewed)
  })

  it('has every row of the dossier', () => {
    expect(signals.filter((signal) => !cases.some((one) => one.signal === signal))).toEqual([])
  })

  it.runIf(existsSync(dossier))('leaves out no row that the dossier has gained', () => {
    const section = readFileSync(dossier, 'utf8').split('\n## 14.')[1]?.split('\n## ')[0] ?? ''
    const rows = section.split('\n').filter((line) => line.startsWith('| '))
    expect(rows).toHaveLength(signals.length + 1)
  })
})
