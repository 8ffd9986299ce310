import type { HealthDayJson } from '../contract/index.ts'
import type { Colors } from './output.ts'
import { recordLines } from './record-lines.ts'

/** A day for people: each part with its values, or with why it has none. */
export function healthLines(found: HealthDayJson, colors: Colors): readonly string[] {
  const { day, states, ...parts } = found
  const lines = [colors.bold(day)]
  for (const [name, part] of Object.entries(parts)) {
    const state = states[name as keyof typeof states]
    const open = state && !state.settled && state.state === 'present' ? ' (may still change)' : ''
    // Several of a kind are separated by an empty line.
    const all: readonly unknown[] = Array.isArray(part) ? part : [part]
    const records = all.filter(isRecord).map((one) => recordLines(one, colors))
    const known = records.filter((one) => one.length > 0).flatMap((one, index) => (index === 0 ? one : ['', ...one]))
    const title = colors.bold(name.replaceAll('_', ' '))
    if (known.length > 0)
      lines.push('', `${title}${colors.dim(open)}`, ...known.map((line) => (line ? `  ${line}` : '')))
  }
  const without = Object.entries(states).filter(([name]) => !isRecord(found[name as keyof typeof parts]))
  for (const state of ['empty', 'failed', 'missing'] as const) {
    const names = without.filter(([, one]) => one.state === state).map(([name]) => name.replaceAll('_', ' '))
    if (names.length > 0) lines.push('', colors.dim(`${stateWords[state]}: ${names.join(', ')}`))
  }
  return lines
}

const stateWords = { empty: 'Nothing at Garmin', failed: 'Could not be fetched', missing: 'Not asked for yet' } as const

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
