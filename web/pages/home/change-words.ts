import type { ChangeJson } from '../../../src/contract/index.ts'
import { asDay } from '../../format/as-day.ts'
import { toHours } from '../../format/duration.ts'
import type { Format } from '../../format/format.ts'
import { en } from '../../words/en.ts'

/** A change as a line: what it is called, what became of it, and where it is. */
export function changeWords(
  change: ChangeJson,
  format: Format,
): { href: string | null; title: string | null; words: string } {
  const { kind, table, key, title, day, field, old, new: now, fields } = change
  const words = en.home.change
  const href = table === 'activity' ? `/activities/${key}` : day === null ? null : `/day/${day}`
  const when = day === null ? '' : format.day.short(asDay(day))
  const thing = words.things[table as keyof typeof words.things] ?? words.thing(table)
  const subject = table === 'sleep' ? words.night(when) : title === null ? `${thing} ${when}`.trim() : null
  const line = (text: string) => ({
    href,
    title: subject === null ? title : null,
    words: subject === null ? text : `${subject} ${text}`.trim(),
  })
  if (kind === 'added') return line('')
  if (kind === 'deleted') return line(words.deleted)
  if (field === 'name')
    return { href, title: typeof old === 'string' ? old : null, words: words.renamed(String(now ?? '')) }
  if (field === null) return line(words.revised(fields))
  return line(words.became(write(field, old, format), write(field, now, format)))
}

function write(field: string, value: unknown, format: Format): string {
  if (typeof value !== 'number') return value === null || value === undefined ? '–' : String(value)
  if (field.endsWith('_s')) return toHours(value)
  if (field === 'weight_g') {
    const { value: text, unit } = format.weight(value)
    return format.withUnit(text, unit)
  }
  if (field === 'distance_m') {
    const { value: text, unit } = format.distance(value)
    return format.withUnit(text, unit)
  }
  return format.number(value)
}
