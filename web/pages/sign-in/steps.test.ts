import { expect, test } from 'vitest'
import type { ChallengeJson } from '../../../src/contract/index.ts'
import { createSteps, pairCodeOf, readKept } from './steps.ts'

function tab() {
  const values = new Map<string, string>()
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  }
}

test('a reload finds the code that is waited for and the pause; nothing that was typed is kept', () => {
  const storage = tab()
  const steps = createSteps(storage, { card: 'start', said: null })
  expect(readKept(storage)).toEqual({})
  steps.go({ card: 'code', challenge: { challenge_id: 'c1', sent_to: 'n***@example.org' } as ChallengeJson })
  expect(readKept(storage)).toEqual({ challengeId: 'c1' })
  steps.go({ card: 'pause', since: 1, until: 2 })
  expect(readKept(storage)).toEqual({ pause: { since: 1, until: 2 } })
  steps.go({ card: 'pair', code: 'K7QM2XPD9ABC' })
  expect(readKept(storage)).toEqual({})
})

test('what another version kept is passed over', () => {
  expect(readKept({ getItem: () => 'not JSON' })).toEqual({})
  expect(readKept({ getItem: () => 'null' })).toEqual({})
})

test('the code of a pair link is in the fragment', () => {
  expect(pairCodeOf('#pair=K7QM-2XPD-9ABC')).toBe('K7QM2XPD9ABC')
  expect(pairCodeOf('#pair=<script>')).toBeNull()
  expect(pairCodeOf('')).toBeNull()
})
