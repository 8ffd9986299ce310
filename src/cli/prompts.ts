import { fail } from '../domain/index.ts'
import type { Terminal } from './terminal.ts'

/** Questions to the person at the terminal; asked on stderr. @throws interrupted when they press Ctrl-C */
export interface Prompts {
  ask(question: string): Promise<string>
  /** Shows nothing of what is typed. */
  askSecret(question: string): Promise<string>
  /** Gives the value of the choice; the first one is the default. */
  choose<T extends string>(question: string, choices: readonly { value: T; label: string }[]): Promise<T>
}

/** The library is loaded at the first question: most commands ask none. */
export function createPrompts(terminal: Terminal): Prompts {
  const streams = { input: terminal.stdin, output: terminal.stderr, withGuide: false }
  const answered = <T extends string>(answer: T | symbol): T => {
    if (typeof answer === 'symbol') throw fail('interrupted')
    return answer
  }
  const needed = (value: string | undefined) => (value?.trim() ? undefined : 'Please type something.')
  return {
    async ask(question) {
      const { text } = await import('@clack/prompts')
      return answered<string>(await text({ ...streams, message: question, validate: needed })).trim()
    },
    async askSecret(question) {
      const { password } = await import('@clack/prompts')
      return answered<string>(await password({ ...streams, message: question, mask: '', validate: needed }))
    },
    async choose(question, choices) {
      const { select } = await import('@clack/prompts')
      const options = choices.map(({ value, label }) => ({ value: value as string, label }))
      const answer = answered(await select({ ...streams, message: question, options, showInstructions: false }))
      return choices.find(({ value }) => value === answer)!.value
    },
  }
}
