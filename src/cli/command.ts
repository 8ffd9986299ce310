import type { Clock, Failure } from '../domain/index.ts'
import type { App, Connection, ConnectOptions } from './connect.ts'
import type { Globals } from './globals.ts'
import type { Interrupts } from './interrupts.ts'
import type { ArgumentTable, ArgumentValues, OptionTable, OptionValues } from './options.ts'
import type { Output } from './output.ts'
import type { Prompts } from './prompts.ts'
import type { Terminal } from './terminal.ts'

/**
 * How an operation ended (FR-007): one sentence, and what it found. `data` is for `--json`, `lines` for people; both go
 * to stdout. With a `failure`, the data is printed first and the failure, with its exit code, is the last word.
 */
export interface Outcome {
  /** `Signed in as Anna Example.` */
  readonly sentence: string
  /** The API's answer. */
  readonly data?: unknown
  readonly lines?: readonly string[]
  /** Bytes for stdout, in place of text. */
  readonly bytes?: Uint8Array
  readonly failure?: Failure
}

/** What a command is given to work with. */
export interface Context<A, O> {
  readonly args: A
  readonly options: O
  readonly globals: Globals
  readonly terminal: Terminal
  readonly clock: Clock
  readonly output: Output
  /** Questions to the person; null without a terminal: then nothing may wait for input. */
  readonly prompts: Prompts | null
  readonly interrupts: Interrupts
  /** The API, in process or of `--server`; closed when the command has ended. */
  connect(options?: Partial<ConnectOptions>): Promise<Connection>
  /** The program itself, on this machine. */
  app(options?: Partial<ConnectOptions>): Promise<App>
}

export interface Example {
  readonly run: string
  readonly about: string
}

/** A command: arguments, options, examples, and the work. Its place and summary are in `catalogue.ts`. */
export interface CommandDefinition<A extends ArgumentTable, O extends OptionTable> {
  readonly args: A
  readonly options: O
  readonly examples: readonly Example[]
  /** It works on this machine only; `--server` is refused. */
  readonly localOnly?: boolean
  /** @throws Failure; anything else is reported as a fault of this program. */
  run(context: Context<ArgumentValues<A>, OptionValues<O>>): Promise<Outcome>
}
export type Command = CommandDefinition<ArgumentTable, OptionTable>

export function defineCommand<A extends ArgumentTable, O extends OptionTable>(
  command: CommandDefinition<A, O>,
): CommandDefinition<A, O> {
  return command
}
