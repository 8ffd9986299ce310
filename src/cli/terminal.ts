import type { Readable, Writable } from 'node:stream'

export interface OutStream extends Writable {
  readonly isTTY?: boolean
  readonly columns?: number
}
export interface InStream extends Readable {
  readonly isTTY?: boolean
}

/** Where the command runs: its streams, its environment, and the file that it was started from. */
export interface Terminal {
  readonly stdin: InStream
  readonly stdout: OutStream
  readonly stderr: OutStream
  readonly env: Readonly<Record<string, string | undefined>>
  /** The folder it was started in. */
  readonly cwd: string
  /** Starts this program again with other arguments, on its own: it outlives us and shares no stream. */
  startDetached(args: readonly string[]): void
  /** Shows the person an address in their own browser; null where that would appear in front of nobody. */
  readonly openInBrowser: ((url: string) => void) | null
}

/** Someone sits there and can be asked: input and the stream for prompts are both a terminal. */
export function canAsk(terminal: Terminal): boolean {
  return terminal.stdin.isTTY === true && terminal.stderr.isTTY === true
}
