import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { fuzz } from './fuzz.ts'

const corpus = new URL('../../../shared/fit/', import.meta.url)

// `npm run soak` does the same with more of them; a count, not a time, so that a slow machine judges as a quick one does.
it('reads damaged and invented files without an exception, a hang or memory without bounds', async () => {
  const result = await fuzz({ seed: 20261125, inputs: 20_000, corpus: existsSync(corpus) ? corpus : null })
  expect(result.faults.map(({ input, what }) => `${input}: ${what}`)).toEqual([])
  expect(result.inputs).toBe(20_000)
})
