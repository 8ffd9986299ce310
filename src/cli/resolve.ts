import { Failure, fail } from '../domain/index.ts'
import { type CatalogueEntry, catalogue, commandsUnder } from './catalogue.ts'
import { globalOptions } from './globals.ts'
import { nearest, suggestion } from './suggest.ts'

/** What the words on the command line name: a command, or a group such as `auth` whose commands are wanted. */
export type Resolved =
  | { readonly kind: 'command'; readonly entry: CatalogueEntry; readonly rest: readonly string[] }
  | { readonly kind: 'group'; readonly words: readonly string[] }
  | { readonly kind: 'version' }

/**
 * Finds the command among the arguments; options of every command may stand before and between its words. `rest` is
 * everything but those words. @throws usage.command, usage.option
 */
export function resolveCommand(args: readonly string[]): Resolved {
  const words: string[] = []
  const rest: string[] = []
  let index = 0
  for (; index < args.length; index++) {
    const arg = args[index]!
    const length = globalOptionLength(arg)
    if (arg === '--version' && words.length === 0) return { kind: 'version' }
    if (length > 0) {
      rest.push(...args.slice(index, index + length))
      index += length - 1
    } else if (arg.startsWith('-')) {
      break
    } else {
      if (commandsUnder([...words, arg]).length === 0) break
      words.push(arg)
    }
  }
  const entry = catalogue.find(
    ({ path }) => path.length === words.length && path.every((word, at) => word === words[at]),
  )
  if (entry) return { kind: 'command', entry, rest: [...rest, ...args.slice(index)] }
  const next = args[index]
  if (next === undefined || next === '--') return { kind: 'group', words }
  if (next.startsWith('-')) throw strayOption(words, next)
  const following = args[index + 1]
  throw unknownCommand(words, next, following?.startsWith('-') ? undefined : following)
}

/** How many arguments a global option takes up here; 0 when this is none. */
function globalOptionLength(arg: string): number {
  if (arg === '-h') return 1
  const [name, inline] = arg.startsWith('--') ? arg.slice(2).split('=', 2) : []
  const found = name === undefined ? undefined : Object.entries(globalOptions).find(([known]) => known === name)?.[1]
  if (!found) return 0
  return found.kind === 'value' && inline === undefined ? 2 : 1
}

/** An option that belongs to no command yet. */
function strayOption(words: readonly string[], option: string): Failure {
  const known = Object.keys(globalOptions).map((name) => `--${name}`)
  const [title, help] =
    words.length === 0
      ? [`There is no option "${option}" before a command.`, 'garminsync --help']
      : [`\`${words.join(' ')}\` is not a whole command.`, `garminsync ${words.join(' ')} --help`]
  return new Failure('usage.option', {}, { title, hint: `See \`${help}\`.${suggestion(option, known)}` })
}

/** Misspelt (`auth lgoin`, `activity list`), or without its group (`login`). */
function unknownCommand(words: readonly string[], word: string, following: string | undefined): Failure {
  const shown = catalogue.filter((entry) => !entry.hidden)
  const whole = shown.map((entry) => entry.path.join(' '))
  const typed = [...words, word].join(' ')
  const inGroup = shown.find((entry) => entry.path.length > 1 && entry.path.at(-1) === word)?.path.join(' ')
  const found =
    (following === undefined ? null : nearest(`${typed} ${following}`, whole)) ??
    nearest(typed, [...whole, ...shown.map((entry) => entry.path[0]!)]) ??
    inGroup
  return fail('usage.command', { value: typed, suggestion: found ? ` Did you mean \`garminsync ${found}\`?` : '' })
}
