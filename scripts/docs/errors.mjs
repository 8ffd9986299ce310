import { code, page, table } from './markdown.mjs'

const again = { never: 'no', later: 'later', 'after-login': 'after signing in' }

/** @param {import('./sources.ts').Sources} sources */
export function errorsPage({ errors, exitCodeMeanings }) {
  return page(
    'Errors and exit codes',
    'Every failure has a code. The command line prints its sentence and its hint and ends with its exit code; the API ' +
      'answers with a problem document (RFC 9457) that holds the code, and with `--json` the command line prints the same ' +
      'document on stderr. `{…}` stands for what is known in the single case.',
    '## Exit codes',
    table(
      ['exit', 'means'],
      Object.entries(exitCodeMeanings).map(([exit, meaning]) => [exit, meaning]),
    ),
    '## Codes',
    ...Object.entries(errors).map(([name, entry]) =>
      [
        `### ${code(name)}`,
        '',
        `${entry.title} ${entry.hint}`,
        '',
        `Exit ${entry.exit} · HTTP ${entry.status} · try again: ${again[entry.retry]}`,
      ].join('\n'),
    ),
  )
}
