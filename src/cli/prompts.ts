import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { Failure } from '../domain/index.ts'
import type { Terminal } from './terminal.ts'

/** Questions to the person at the terminal; asked on stderr. @throws interrupted at Ctrl-C and Ctrl-D */
export interface Prompts {
  /** Asks until something is typed. */
  ask(question: string): Promise<string>
  /** The same, and shows nothing of what is typed. The signal takes the question back, as Ctrl-C would. */
  askSecret(question: string, options?: { readonly signal?: AbortSignal }): Promise<string>
  /** Gives the value of the choice; Enter takes the first one. */
  choose<T extends string>(question: string, choices: readonly { value: T; label: string }[]): Promise<T>
}

export function createPrompts(terminal: Pick<Terminal, 'stdin' | 'stderr'>): Prompts {
  const untilTyped = async (question: string, shown: boolean, signal?: AbortSignal) => {
    for (;;) {
      const answer = await askLine(terminal, `${question}: `, shown, signal)
      if (answer.trim() !== '') return answer
    }
  }
  return {
    ask: async (question) => (await untilTyped(question, true)).trim(),
    askSecret: (question, options) => untilTyped(question, false, options?.signal),
    async choose(question, choices) {
      const labels = choices.map(({ label }, index) => `${index + 1} ${label}`).join(', ')
      for (;;) {
        const answer = (await askLine(terminal, `${question} ${labels} [1]: `, true)).trim() || '1'
        const chosen = choices[Number(answer) - 1]
        if (chosen) return chosen.value
      }
    },
  }
}

/** One line. Without `shown` the line editor works as ever, but what it draws goes nowhere. */
function askLine(
  { stdin, stderr }: Pick<Terminal, 'stdin' | 'stderr'>,
  text: string,
  shown: boolean,
  signal?: AbortSignal,
): Promise<string> {
  if (signal?.aborted) return Promise.reject(givenUp())
  const output = shown ? stderr : new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: stdin, output, terminal: true, historySize: 0 })
  return new Promise((resolve, reject) => {
    if (!shown) stderr.write(text)
    const close = () => lines.close()
    lines.on('SIGINT', close)
    signal?.addEventListener('abort', close)
    let answered = false
    // Comes after every answer, too, and then means nothing.
    lines.once('close', () => {
      signal?.removeEventListener('abort', close)
      // What is shown ends its own line, unless nothing was answered.
      if (!shown || !answered) stderr.write('\n')
      reject(givenUp())
    })
    lines.question(shown ? text : '', (answer) => {
      answered = true
      resolve(answer)
      lines.close()
    })
  })
}

const givenUp = () =>
  new Failure(
    'interrupted',
    {},
    { title: 'Interrupted; nothing was changed.', hint: 'Run the command again when you like.' },
  )
