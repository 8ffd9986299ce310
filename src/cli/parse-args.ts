import { parseArgs as split } from 'node:util'
import { fail, type LocalDate } from '../domain/index.ts'
import type { Command } from './command.ts'
import { type Globals, globalOptions } from './globals.ts'
import type { OptionTable } from './options.ts'
import { suggestion } from './suggest.ts'

/** A command line, checked word by word before anything is loaded or opened. */
export interface ParsedArgs {
  readonly args: Record<string, unknown>
  readonly options: Record<string, unknown>
  readonly globals: Globals
}

/**
 * Reads what follows the name of a command. The last of several values of an option counts.
 * @throws usage.option, usage.value, usage.date
 */
export function parseArgs(path: string, command: Command, rest: readonly string[], today: LocalDate): ParsedArgs {
  const known: OptionTable = { ...command.options, ...globalOptions }
  const { words, given } = readWords(path, known, rest)
  const context = (name: string) => ({ name, command: path, today })
  const typed = (name: string) => {
    const spec = known[name]!
    const value = given.get(name)
    if (spec.kind === 'flag') return value !== undefined
    return value === undefined ? undefined : spec.parse(value, context(`--${name}`))
  }
  const values = (table: OptionTable) => Object.fromEntries(Object.keys(table).map((name) => [name, typed(name)]))
  // The help is shown whatever else is wrong.
  if (given.has('help')) return { args: {}, options: {}, globals: { help: true } as Globals }

  const places = Object.entries(command.args)
  if (words.length > places.length) throw tooMany(path, words[places.length]!, places.length)
  const args = places.map(([name, place], index) => {
    const word = words[index]
    if (word !== undefined) return [name, place.parse(word, context(place.label))]
    if (place.required)
      throw fail('usage.value', { detail: `${place.label} is missing: ${place.about}`, command: path })
    return [name, undefined]
  })
  return {
    args: Object.fromEntries(args),
    options: values(command.options),
    globals: values(globalOptions) as Globals,
  }
}

function tooMany(path: string, word: string, places: number) {
  const detail = places === 0 ? `\`${path}\` takes no "${word}".` : `"${word}" is one word too many.`
  return fail('usage.value', { detail, command: path })
}

/** Words and options as typed, options known and each with or without a value as it must be. */
function readWords(path: string, known: OptionTable, rest: readonly string[]) {
  const { tokens } = split({
    args: [...rest],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      Object.entries(known).map(([name, spec]) => [
        name,
        { type: spec.kind === 'flag' ? 'boolean' : 'string', ...(spec.short ? { short: spec.short } : {}) } as const,
      ]),
    ),
  })
  const words: string[] = []
  const given = new Map<string, string>()
  const seen = new Set<number>()
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue
    const typed = rest[token.index]!
    if (token.kind === 'positional') words.push(token.value)
    else if (/^-\d/.test(typed)) {
      // `-30d` is a day, although it looks like a row of short options.
      if (!seen.has(token.index)) words.push(typed)
      seen.add(token.index)
    } else {
      const spec = Object.hasOwn(known, token.name) ? known[token.name] : undefined
      const refuse = (detail: string, hint = '') => fail('usage.option', { detail, command: path, suggestion: hint })
      if (!spec) {
        const names = Object.keys(known).map((name) => `--${name}`)
        throw refuse(`There is no option "${token.rawName}".`, suggestion(token.rawName, names))
      }
      if (spec.kind === 'flag' && token.value !== undefined) throw refuse(`${token.rawName} takes no value.`)
      if (spec.kind === 'value' && token.value === undefined)
        throw refuse(`${token.rawName} needs a value: ${spec.about}`)
      given.set(token.name, token.value ?? '')
    }
  }
  return { words, given }
}
