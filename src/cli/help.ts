import { type CatalogueEntry, commandsUnder } from './catalogue.ts'
import type { Command } from './command.ts'
import { globalOptions } from './globals.ts'
import type { OptionTable } from './options.ts'
import { commandLines, overview } from './overview.ts'

/** `garminsync sync --help`. */
export function commandHelp(entry: CatalogueEntry, command: Command): string {
  const name = ['garminsync', ...entry.path].join(' ')
  const usage = [name, ...(entry.takes ? [entry.takes] : []), '[OPTIONS]'].join(' ')
  const places = Object.values(command.args).map(({ label, about }) => [label, about] as const)
  const below = commandsUnder(entry.path).filter((other) => other !== entry)
  return [
    `${entry.summary}\n\nUsage: ${usage}\n`,
    section('Arguments', twoColumns(places)),
    section('Options', twoColumns(optionLines(command.options))),
    section('Options of every command', twoColumns(optionLines(globalOptions))),
    section('Examples', twoColumns(command.examples.map(({ run, about }) => [run, about] as const))),
    section('See also', below.length === 0 ? '' : commandLines(below)),
  ].join('')
}

/** `garminsync auth`: the commands of a group. */
export function groupHelp(words: readonly string[]): string {
  if (words.length === 0) return overview()
  return `Usage: garminsync ${words.join(' ')} COMMAND\n\nCommands:\n${commandLines(commandsUnder(words))}`
}

/** Options as the help shows them: `--output, -o FILE`. */
export function optionLines(options: OptionTable): readonly (readonly [string, string])[] {
  return Object.entries(options).map(([name, spec]) => {
    const short = spec.short === undefined ? '' : `, -${spec.short}`
    return [`--${name}${short}${spec.kind === 'value' ? ` ${spec.label}` : ''}`, spec.about]
  })
}

function section(title: string, body: string): string {
  return body === '' ? '' : `\n${title}:\n${body}`
}

function twoColumns(lines: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...lines.map(([left]) => left.length))
  return lines.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('')
}
