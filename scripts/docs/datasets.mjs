import { code, page, table } from './markdown.mjs'

/** Tables that no dataset fills; their columns are in `src/store/migrations/`. */
const ownTables = {
  ledger:
    'what is known of every dataset and day or item: present, empty or failed, settled or not, when asked, its hash',
  raw_answer: 'every answer: dataset, request, when; its text is in `raw_body` under its SHA-256, compressed',
  original: 'files as the devices wrote them, by the SHA-256 of their content; the bytes are in the folder `originals`',
  series: 'samples within a day, one compressed block for each dataset, channel and day',
  revision: 'what a row held before it changed',
  sync_job: 'runs; what happened in them is in `job_event`',
  user_account:
    'accounts; `user_session`, `authentication_token`, `sealed_token` and `sealed_value` hold sessions and, encrypted, tokens',
  state: 'small things that have to survive a restart',
  schema_version: 'which version of the program made or changed the database',
}

/** @typedef {import('../../src/domain/index.ts').DatasetDefinition} Dataset */

/** @param {import('../../src/domain/index.ts').Per} per */
function askedPer(per) {
  if (per.kind === 'range') {
    const span = per.align === 'month' ? 'calendar month' : `range of up to ${per.maxDays} days`
    const ahead = per.aheadDays ? `, ${per.aheadDays} days ahead` : ''
    if (per.reach === 'history') return `${span}${ahead}, as far back as there are activities or measured days`
    return per.gate === undefined ? span + ahead : `${span}${ahead}, where ${code(per.gate)} shows data`
  }
  if (per.kind === 'page') return `pages of ${per.limit}`
  if (per.kind === 'item') return itemText(per)
  if (per.kind === 'day') {
    const day = per.recentDays === undefined ? 'day' : `day of the newest ${per.recentDays}`
    return per.gate === null ? day : `${day} that ${code(per.gate)} shows to hold data`
  }
  return per.parts === undefined ? 'account' : `account: ${per.parts.join(', ')}`
}

/** @param {Dataset} dataset */
function waysOf({ forms, insteadOf, onlyWhile, filledBy, everyDays }) {
  const ways = [...new Set(forms.map((form) => askedPer(form.per)))].join('; else ')
  return [
    ways,
    ...(filledBy ? [`only what ${code(filledBy)} leaves open`] : []),
    ...(onlyWhile
      ? [`only while ${code(onlyWhile.dataset)} is asked for by ${onlyWhile.askedBy.map(code).join(' or ')}`]
      : []),
    ...(insteadOf ? [`only where ${code(insteadOf)} turned out empty`] : []),
    ...(everyDays ? [`every ${everyDays} days`] : []),
  ].join('; ')
}

/** @param {import('./sources.ts').Sources} sources */
export function datasetsPage({ datasets }) {
  return page(
    'Datasets',
    'What is fetched. "Asked per" lists the ways of asking in the order in which they are tried; *settles* is the number ' +
      'of days after which an answer is final. Evidence letters and sections are those of our notes on Garmin Connect.',
    table(
      ['dataset', 'what', '`sync` type', 'asked per', 'settles', 'tables', 'source'],
      datasets.map((each) => [
        code(each.name),
        each.optIn ? `${each.title} (off until the setting ${code('datasets')} names it)` : each.title,
        code(each.group),
        waysOf(each),
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
    '## Besides',
    table(
      ['table', ''],
      Object.entries(ownTables).map(([name, about]) => [code(name), about]),
    ),
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

/**
 * `strength` item of a list, or what its marks name.
 * @param {import('../../src/domain/index.ts').PerItem} per
 */
function itemText({ only, each, of, whenChanged }) {
  const marks = [only ?? []].flat().map(code).join(' or ')
  const part = each === undefined ? '' : `${code(each)} of each `
  return `${part}${marks === '' ? '' : `${marks} `}item of ${code(of)}${whenChanged ? ', again when it changed' : ''}`
}
