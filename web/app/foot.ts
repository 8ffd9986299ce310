import type { StatusJson } from '../../src/contract/index.ts'
import type { Resource } from '../api/resources.ts'
import type { IconName } from '../components/icon.tsx'
import { en } from '../words/en.ts'

/** The state of things in two lines, at the foot of the rail. */
export interface Foot {
  readonly icon: IconName
  readonly first: string
  readonly second: string
  /** For a phone's top bar: a time, a percentage, a word. */
  readonly short: string
  readonly trouble: boolean
}

export interface FootInput {
  readonly status: Pick<Resource<StatusJson>, 'state' | 'data' | 'asOf'>
  /** UTC ms → the clock of the reader. */
  readonly clock: (at: number) => string
  readonly now: number
}

/** Pure. What needs somebody comes before what runs, that before what is well. */
export function footOf({ status, clock, now }: FootInput): Foot {
  const { data, state, asOf } = status
  const words = en.foot
  if (data === null)
    return state === 'offline'
      ? { icon: 'failed', first: words.offline, second: '', short: words.offline, trouble: true }
      : { icon: 'jobs', first: words.asking, second: '', short: '', trouble: false }
  if (state === 'offline') {
    const time = clock(asOf ?? now)
    return { icon: 'info', first: words.offline, second: words.asOf(time), short: time, trouble: true }
  }
  const { running_job: running, last_job: last, next_run: next } = data
  const when = (text: string | null | undefined) => (text == null ? null : clock(Date.parse(text)))
  const nextText = when(next) === null ? '' : words.next(when(next) ?? '')
  if (!data.signed_in)
    return {
      icon: 'warning',
      first: words.signInNeeded,
      second: words.keptMeanwhile,
      short: words.signInNeeded,
      trouble: true,
    }
  const pausedUntil = running?.retry_at ?? null
  if (pausedUntil !== null && Date.parse(pausedUntil) > now) {
    const time = when(pausedUntil) ?? ''
    return { icon: 'clock', first: words.waiting(time), second: words.goesOn, short: time, trouble: false }
  }
  if (running !== null) {
    const percent = Math.floor(running.progress)
    const first = running.status === 'pending' ? words.waitingToStart : words.syncing(percent)
    return { icon: 'jobs', first, second: running.current ?? '', short: `${percent} %`, trouble: false }
  }
  if (last === null)
    return { icon: 'info', first: words.neverSynced, second: nextText, short: words.neverSynced, trouble: false }
  const ended = when(last.end_time) ?? ''
  if (last.status === 'failed')
    return { icon: 'failed', first: words.failed, second: `${ended} · ${nextText}`, short: ended, trouble: true }
  const second = [words.synced(ended), nextText].filter((part) => part !== '').join(' · ')
  return { icon: 'check', first: words.upToDate, second, short: ended, trouble: false }
}
