import type { CoverageJson, StatusJson } from '../contract/index.ts'
import { jobSentence } from './job-text.ts'
import type { Output } from './output.ts'
import { pairs, table } from './table.ts'
import { count, duration, localTime, plain } from './text.ts'

type Entry = readonly [string, string]

export function accountName({ account }: Pick<StatusJson, 'account'>): string {
  const name = account.full_name ?? account.display_name
  return name === null ? `account ${account.user_id}` : `${plain(name)} (account ${account.user_id})`
}

/** Account, sign-in and token as names and values. */
export function signInLines(status: StatusJson): readonly Entry[] {
  const { account, token, session, access_until, next_login_at } = status
  return [
    ['account', `${accountName(status)}${account.proven ? '' : ', not yet proven'}`],
    ['region', account.region],
    ['signed in', status.signed_in ? 'yes' : 'no: sign in with `garminsync auth login`'],
    ['token', token === null ? 'none' : `good for ${duration(token.expires_in)}, renewed by itself`],
    ['access until', access_until === null ? 'no token' : localTime(access_until)],
    ['sign-in until', refreshText(status)],
    ['code at sign-in', session.mfa_enabled ? 'asked' : 'not asked so far'],
    ['next sign-in', next_login_at === null ? 'possible now' : `possible ${localTime(next_login_at)}`],
  ]
}

function refreshText({ signed_in, refresh_until }: StatusJson): string {
  if (!signed_in) return 'not signed in'
  return refresh_until === null ? 'Garmin did not say' : `${localTime(refresh_until)}, longer with each renewal`
}

const warnDays = 5

/** What to say when the 30 days that Garmin gives a sign-in are nearly over; null while they are not. */
export function endWarning({ signed_in, refresh_until }: StatusJson, now: number): string | null {
  if (!signed_in || refresh_until === null) return null
  const leftMs = Date.parse(refresh_until) - now
  if (leftMs >= warnDays * 86_400_000) return null
  const end = leftMs > 0 ? `ends ${localTime(refresh_until)}` : 'has probably ended'
  return `The sign-in at Garmin ${end}: run \`garminsync auth refresh\` to keep it.`
}

/** One screen: account, runs, and what is covered. */
export function statusLines(status: StatusJson, output: Pick<Output, 'colors' | 'width'>): readonly string[] {
  const { last_job, running_job, next_run, datasets } = status
  const last = last_job === null ? 'none yet' : `${localTime(last_job.end_time)}  ${jobSentence(last_job)}`
  const runs: readonly Entry[] = [
    ['last run', last],
    ...(running_job === null ? [] : [['running', jobSentence(running_job)] as const]),
    ...(next_run === null ? [] : [['next run', localTime(next_run)] as const]),
  ]
  const known = coverageLines(datasets, output)
  return [...pairs([...signInLines(status), ...runs], output.colors), ...(known.length === 0 ? [] : ['', ...known])]
}

/** The ledger in numbers, one dataset a line. */
export function coverageLines(
  datasets: readonly CoverageJson[],
  output: Pick<Output, 'colors' | 'width'>,
): readonly string[] {
  return table(
    datasets,
    [
      { title: 'DATASET', cell: (row) => row.dataset, flexible: true },
      { title: 'FROM', cell: (row) => row.first_day ?? '–' },
      { title: 'TO', cell: (row) => row.last_day ?? '–' },
      { title: 'PRESENT', cell: (row) => count(row.present), right: true },
      { title: 'EMPTY', cell: (row) => count(row.empty), right: true },
      { title: 'OPEN', cell: (row) => count(row.provisional), right: true },
      { title: 'FAILED', cell: (row) => count(row.failed), right: true },
      { title: 'MISSING', cell: (row) => count(row.missing), right: true },
    ],
    output,
  )
}

/** What all datasets together lack, in words. */
export function coverageSentence(datasets: readonly CoverageJson[]): string {
  const sum = (what: 'present' | 'failed' | 'missing') => datasets.reduce((total, row) => total + row[what], 0)
  const lacks = [
    ...(sum('missing') > 0 ? [`${count(sum('missing'))} missing`] : []),
    ...(sum('failed') > 0 ? [`${count(sum('failed'))} failed`] : []),
  ]
  return `${count(sum('present'))} present, ${lacks.length === 0 ? 'nothing missing' : lacks.join(', ')}.`
}
