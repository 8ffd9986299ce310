import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { binary, type CliResult, type Shell } from './cli.ts'

/** A command that runs at a terminal, with somebody in front of it. */
export interface Seated {
  /** Everything that was shown so far, what was typed and echoed included. */
  shown(): string
  /** Waits until the text has been shown since the last thing typed, then types. */
  answer(question: string, line: string): Promise<void>
  readonly ended: Promise<CliResult>
}

export const ctrlC = '\u0003'

/** Runs `garminsync …` on a pseudo-terminal, by `script` of util-linux. Both streams come as one, as on a screen. */
export function atTerminal(
  shell: Pick<Shell, 'cwd' | 'env'>,
  args: readonly string[],
  env: Record<string, string> = {},
): Seated {
  const words = [process.execPath, binary, ...args].map((word) => `'${word.replaceAll("'", `'\\''`)}'`)
  const child = spawn('script', ['-qfec', words.join(' '), '/dev/null'], {
    cwd: shell.cwd,
    env: { ...shell.env, TERM: 'xterm', SHELL: '/bin/sh', ...env },
  })
  let text = ''
  let seen = 0
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (chunk: string) => {
    text += chunk
  })
  const ended = new Promise<CliResult>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout: text, stderr: '' }))
  })
  let over = false
  void ended.then(
    () => {
      over = true
    },
    () => {
      over = true
    },
  )
  return {
    shown: () => text,
    async answer(question, line) {
      for (;;) {
        const at = text.indexOf(question, seen)
        if (at >= 0) {
          seen = at + question.length
          break
        }
        if (over) throw new Error(`it ended without "${question}":\n${text}`)
        await sleep(10)
      }
      child.stdin.write(line)
    },
    ended,
  }
}
