import { createColors } from 'picocolors'
import { type Failure, toProblem } from '../domain/index.ts'
import type { Outcome } from './command.ts'
import { failureLines } from './failure-text.ts'
import type { OutStream, Terminal } from './terminal.ts'

export type Colors = ReturnType<typeof createColors>

/** Everything that the command prints. Data goes to stdout, all else to stderr. */
export interface Output {
  readonly json: boolean
  readonly quiet: boolean
  /** For tables on stdout. */
  readonly colors: Colors
  /** Columns that a line on stdout may take; Infinity where nobody's terminal is too narrow. */
  readonly width: number
  /** A word by the way, on stderr; not with `--quiet`, nor with `--json` (a failure is then the only thing there). */
  note(line: string): void
  /** Like `note`, but said even when data only was asked for: the person must act on it. */
  tell(line: string): void
  /**
   * The live block below everything on stderr, for terminals; null elsewhere. Its lines must fit into `errWidth()`, for
   * a wrapped line would make it higher than it knows. No lines remove it.
   */
  readonly block: ((lines: readonly string[]) => void) | null
  errWidth(): number
  /** Colours for stderr. */
  readonly errColors: Colors
  /** Text that was asked for, such as help, on stdout. */
  print(text: string): void
  /** How it ended. */
  finish(outcome: Outcome): void
  failure(failure: Failure): void
  /** Resolves when both streams have taken everything. */
  flush(): Promise<void>
}

export function createOutput(
  terminal: Terminal,
  options: { readonly json: boolean; readonly quiet: boolean; readonly verbose: boolean; readonly color: boolean },
): Output {
  const { json, quiet, verbose } = options
  const out = createWriter(terminal.stdout)
  const err = createWriter(terminal.stderr)
  const wantsColor = options.color && !terminal.env.NO_COLOR
  const errColors = createColors(wantsColor && terminal.stderr.isTTY === true)
  const errWidth = () => Math.max(20, (terminal.stderr.columns || 80) - 1)
  let blockHeight = 0

  const eraseBlock = () => {
    if (blockHeight > 0) err.write(`\u001b[${blockHeight}F\u001b[J`)
    blockHeight = 0
  }
  const errLine = (line: string) => {
    eraseBlock()
    err.write(`${line}\n`)
  }
  const block = (lines: readonly string[]) => {
    eraseBlock()
    if (lines.length === 0) return
    err.write(lines.map((line) => `${line}\n`).join(''))
    blockHeight = lines.length
  }
  const failure = (what: Failure) => {
    if (json) return errLine(JSON.stringify(toProblem(what)))
    for (const line of failureLines(what, { colors: errColors, verbose })) errLine(line)
  }

  return {
    json,
    quiet,
    colors: createColors(wantsColor && terminal.stdout.isTTY === true),
    errColors,
    errWidth,
    width: terminal.stdout.isTTY === true ? terminal.stdout.columns || 80 : Number.POSITIVE_INFINITY,
    note: (line) => {
      if (!quiet && !json) errLine(line)
    },
    tell: errLine,
    block: terminal.stderr.isTTY === true && terminal.env.TERM !== 'dumb' && !quiet ? block : null,
    print: out.write,
    finish(outcome) {
      eraseBlock()
      const data = json ? jsonText(outcome.data) : (outcome.lines?.map((line) => `${line}\n`).join('') ?? '')
      if (outcome.bytes) out.write(outcome.bytes)
      else if (data !== '') out.write(data)
      if (outcome.failure) return failure(outcome.failure)
      if (quiet) return
      // A sentence is no data; it takes the place of data only where a person reads and there is none.
      if (json || data !== '' || outcome.bytes) errLine(outcome.sentence)
      else out.write(`${outcome.sentence}\n`)
    },
    failure,
    async flush() {
      await out.flush()
      await err.flush()
    },
  }
}

function jsonText(data: unknown): string {
  return data === undefined ? '' : `${JSON.stringify(data, null, 2)}\n`
}

/** Writes until the reader has gone away (`| head`): then it is quiet, for there is nobody to tell. */
function createWriter(stream: OutStream) {
  let gone = false
  let pending: Promise<void> = Promise.resolve()
  stream.on('error', () => {
    gone = true
  })
  return {
    write(chunk: string | Uint8Array) {
      if (gone) return
      const written = new Promise<void>((resolve) => {
        stream.write(chunk, (error) => {
          gone ||= error !== null && error !== undefined
          resolve()
        })
      })
      pending = pending.then(() => written)
    },
    flush: () => pending,
  }
}
