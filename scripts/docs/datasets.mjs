import { code, page, table } from './markdown.mjs'

/** @typedef {import('../../src/domain/index.ts').DatasetDefinition} Dataset */

/** @param {import('../../src/domain/index.ts').Per} per */
function askedPer(per) {
  if (per.kind === 'range') return `range of up to ${per.maxDays} days`
  if (per.kind === 'page') return `pages of ${per.limit}`
  if (per.kind === 'item') return `item of ${code(per.of)}${per.whenChanged ? ', again when it changed' : ''}`
  if (per.kind === 'day') return per.gate === null ? 'day' : `day that ${code(per.gate)} shows to hold data`
  return 'account'
}

/** @param {import('./sources.ts').Sources} sources */
export function datasetsPage({ datasets }) {
  return page(
    'Datasets',
    'What is fetched. "Asked per" lists the ways of asking in the order in which they are tried; *settles* is the number ' +
      'of days after which an answer is final. Evidence letters and sections are those of our notes on Garmin Connect.',
    table(
      ['dataset', 'what', 'with `sync`', 'asked per', 'settles', 'tables', 'source'],
      datasets.map((each) => [
        code(each.name),
        each.title,
        code(each.group),
        each.forms.map((form) => askedPer(form.per)).join('; else '),
        `${each.settlesAfterDays} d`,
        each.tables.map((one) => code(one.name)).join(', '),
        each.source,
      ]),
    ),
  )
}

/** @param {import('./sources.ts').Sources} sources */
export function tablesPage({ datasets, bookkeepingColumns, unitOf }) {
  /** @type {Map<string, { table: Dataset['tables'][number], from: string[] }>} */
  const tables = new Map()
  for (const dataset of datasets)
    for (const each of dataset.tables) {
      const known = tables.get(each.name)
      if (known) known.from.push(dataset.name)
      else tables.set(each.name, { table: each, from: [dataset.name] })
    }
  return page(
    'Tables',
    'The data dictionary. Every table also has `user_id` (the account, first part of its key) and ' +
      `${Object.keys(bookkeepingColumns).map(code).join(', ')}: when a row was first seen, last changed, and found to be gone ` +
      'at the source (else null). Null means that nothing is known. Instants are milliseconds since 1970, UTC; days are ' +
      "`YYYY-MM-DD`, the person's own.",
    ...[...tables.values()]
      .sort((a, b) => (a.table.name < b.table.name ? -1 : 1))
      .map(({ table: each, from }) =>
        [
          `## ${code(each.name)}`,
          '',
          `${each.about} From ${from.map(code).join(', ')}.`,
          '',
          table(
            ['column', 'type', 'unit', ''],
            Object.entries(each.columns).map(([column, type]) => [
              each.key.includes(column) ? `**${code(column)}**` : code(column),
              type,
              unitOf(column) ?? '',
              each.notes?.[column] ?? '',
            ]),
          ),
        ].join('\n'),
      ),
  )
}
