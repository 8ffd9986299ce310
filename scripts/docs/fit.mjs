import { code, page, table } from './markdown.mjs'

/** @param {import('./sources.ts').Sources} sources */
export function fitPage({ fitProfile }) {
  const count = fitProfile.reduce((sum, message) => sum + message.fields.length, 0)
  const sections = fitProfile.map(
    ({ number, name, about, source, fields }) =>
      `## ${number} ${code(name)}\n\n${about}\n\n${table(
        ['field', 'name', 'type', 'unit', 'scale', 'offset'],
        fields.map((field) => [
          String(field.number),
          code(field.name),
          field.type,
          field.units ?? '',
          field.scale === 1 ? '' : String(field.scale),
          field.offset === 0 ? '' : String(field.offset),
        ]),
      )}\n\nSource: ${source}.`,
  )
  return page(
    'FIT messages and fields',
    `${fitProfile.length} messages with ${count} fields are known by name; every other is kept under its number. ` +
      'Value = raw / scale - offset. What surrounds this: [fit.md](../fit.md).',
    ...sections,
  )
}
