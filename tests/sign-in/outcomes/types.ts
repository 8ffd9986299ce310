import type { SimulatorOptions } from '../../../src/simulator/index.ts'
import type { Commands } from '../../support/commands.ts'

/** The rows of the dossier's table of failures (AUTH section 14), in its order. */
export const signals = [
  'wrong password',
  'code wanted',
  'code rejected',
  'code expired',
  'code not arriving',
  'locked',
  'child account',
  'real browser wanted',
  'limited',
  'ticket refused',
  'client ids refused',
  'token not active',
  'session over',
  'refresh in trouble',
  'api 401',
  'api 403',
  'wrong region',
  'unsafe file',
  'unknown verdict',
] as const
export type Signal = (typeof signals)[number]

/** One command, and what comes to pass just before it. */
export interface Step {
  readonly before?: (here: Commands) => unknown
  readonly args: readonly string[] | ((here: Commands) => readonly string[])
  /** Given to its standard input. */
  readonly stdin?: string | ((here: Commands) => string)
  /** How the table shows it. Default: the arguments without those that say who and how to print. */
  readonly shown?: string
  /** Said behind it. */
  readonly note?: string
}

/** One way in which Garmin, or something on this machine, refuses; and what a person runs into. */
export interface Case {
  /** Null for what the dossier's table does not have. */
  readonly signal: Signal | null
  /** What happens, for the reader of the table. */
  readonly when: string
  /** The account. Default: one that wants no code. */
  readonly account?: SimulatorOptions
  readonly steps: readonly Step[]
}

/** What became of a step. */
export interface Outcome {
  readonly shown: string
  readonly note: string
  readonly exit: number
  /** The error's code; null where it went well. */
  readonly code: string | null
  /** Word for word, but for moments, lengths of time, counts of a run, and the home's path. */
  readonly sentence: string
  /** As it was said. */
  readonly said: string
  /** Requests, in order: names of the legend, or method and path. */
  readonly sent: readonly string[]
}

export interface Played {
  readonly case: Case
  readonly outcomes: readonly Outcome[]
}
