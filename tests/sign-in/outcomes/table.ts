import { requestNames } from './requests.ts'
import type { Outcome, Played } from './types.ts'

/** The table of docs/sign-in.md: every row is what the program did, not what somebody wrote. */
export function outcomesTable(played: readonly Played[]): string {
  const rows = played.flatMap(({ case: one, outcomes }) =>
    outcomes.map((outcome, at) => row(at === 0 ? one.when : '', outcome)),
  )
  const used = new Set(played.flatMap(({ outcomes }) => outcomes.flatMap(({ sent }) => sent)))
  const legend = requestNames
    .filter(({ name }) => used.has(name))
    .map(({ name, method, shown, grant }) => `*${name}* \`${method} ${shown}\`${grant ? ` (${grant})` : ''}`)
  return [
    '| What happens | You ran | Exit | It says | It sent |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    `Requests: ${legend.join(' · ')}.`,
  ].join('\n')
}

function row(when: string, { shown, note, exit, code, sentence, sent }: Outcome): string {
  const link = code === null ? '' : ` ([${code}](reference/errors.md#${code.replaceAll(/[^a-z-]/g, '')}))`
  const ran = `\`${shown}\`${note === '' ? '' : ` ${note}`}`
  const cells = [when, ran, String(exit), `${sentence}${link}`, listed(sent)]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

/** In order; the same several times in a row is said once, with its number unless it depends on what there is to fetch. */
function listed(sent: readonly string[]): string {
  const parts: { name: string; times: number }[] = []
  for (const name of sent) {
    const last = parts.at(-1)
    if (last?.name === name) last.times++
    else parts.push({ name, times: 1 })
  }
  const said = parts.map(({ name, times }) => (times === 1 || name === 'data' ? name : `${times} × ${name}`))
  return said.join(', ') || 'nothing'
}
