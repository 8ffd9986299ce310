import { type Signal, signal } from '@preact/signals'
import type { ChallengeJson } from '../../../src/contract/index.ts'

/** Which card is shown, with what it knows. */
export type Step =
  | { readonly card: 'start'; readonly said: string | null }
  | { readonly card: 'code'; readonly challenge: ChallengeJson }
  | { readonly card: 'pause'; readonly since: number; readonly until: number }
  | { readonly card: 'browser'; readonly said: string | null }
  | { readonly card: 'pair'; readonly code: string }
  | { readonly card: 'insecure'; readonly url: string | null }

/** What survives a reload of this tab, and only there: which sign-in waits, and until when Garmin wants none. */
export interface Kept {
  readonly challengeId?: string
  readonly pause?: { readonly since: number; readonly until: number }
}

const key = 'garminsync.sign-in'

export function readKept(storage: Pick<Storage, 'getItem'>): Kept {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? '{}')
    return typeof kept === 'object' && kept !== null ? kept : {}
  } catch {
    return {}
  }
}

export interface Steps {
  readonly now: Signal<Step>
  go(step: Step): void
}

/** Remembers the step in the tab, as far as a reload must find it again. */
export function createSteps(storage: Pick<Storage, 'setItem'>, first: Step): Steps {
  const now = signal(first)
  return {
    now,
    go: (step) => {
      now.value = step
      try {
        storage.setItem(key, JSON.stringify(keptOf(step)))
      } catch {
        // A private window: known until it is left.
      }
    },
  }
}

function keptOf(step: Step): Kept {
  if (step.card === 'code') return { challengeId: step.challenge.challenge_id }
  if (step.card === 'pause') return { pause: { since: step.since, until: step.until } }
  return {}
}

/** The code of a pair link, which stands in the fragment so that it is in no server's log; null = it is none. Pure. */
export function pairCodeOf(hash: string): string | null {
  const code = /^#pair=([A-Za-z0-9-]{1,40})$/.exec(hash)?.[1]
  return code === undefined ? null : code.toUpperCase().replace(/[^A-Z0-9]/g, '')
}
