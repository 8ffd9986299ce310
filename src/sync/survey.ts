import {
  type AccountNames,
  type Answer,
  addDays,
  type DatasetDefinition,
  type Form,
  isFailure,
  isWholeList,
  type LocalDate,
  type Target,
  type UserId,
} from '../domain/index.ts'
import type { ApiClient } from '../garmin/index.ts'
import type { Store } from '../store/index.ts'
import { watchFields } from './asked-fields.ts'
import { recallAnswer } from './raw-answer.ts'
import { isAbsent, parsed } from './read-answer.ts'

export interface SurveyOptions {
  readonly store: Store
  readonly catalogue: readonly DatasetDefinition[]
  readonly userId: UserId
  readonly account: AccountNames
  readonly today: LocalDate
  readonly api: Pick<ApiClient, 'send'>
  readonly signal: AbortSignal
}

/** How today's answer for one dataset compares with what its reader looks for. */
export interface Surveyed {
  readonly dataset: string
  /** `as-expected`, `empty` (nothing to compare), `changed`, `failed` (no answer), `not-asked` (nothing to ask for). */
  readonly state: 'as-expected' | 'empty' | 'changed' | 'failed' | 'not-asked'
  /** Paths of fields, or what went wrong. */
  readonly details: readonly string[]
}

const fewRows = 5
const fewDays = 7
/** A field that one answer lacks says little; of one that lacks most of what the last one had, the form has changed. */
const mostOf = 0.5

/** Asks one small question for each dataset and keeps nothing of the answers. @throws what ends every run */
export async function* survey(options: SurveyOptions): AsyncGenerator<Surveyed> {
  for (const dataset of options.catalogue) {
    const [form] = dataset.forms
    const target = await smallTarget(options, dataset, form)
    const request = target === null ? null : form.request(target, options.account)
    if (target === null || request === null) {
      yield { dataset: dataset.name, state: 'not-asked', details: [] }
      continue
    }
    try {
      const answer = await options.api.send(request, options.signal)
      yield { dataset: dataset.name, ...(await compare(options, dataset, form, target, answer)) }
    } catch (thrown) {
      if (!isFailure(thrown) || endsAll.has(thrown.code)) throw thrown
      yield { dataset: dataset.name, state: 'failed', details: [thrown.message] }
    }
  }
}

const endsAll = new Set([
  'garmin.rate-limited',
  'garmin.edge-blocked',
  'garmin.unreachable',
  'auth.session-over',
  'auth.sign-in-needed',
  'sync.budget-spent',
  'interrupted',
])

async function compare(
  options: SurveyOptions,
  dataset: DatasetDefinition,
  form: Form,
  target: Target,
  answer: Answer,
): Promise<Omit<Surveyed, 'dataset'>> {
  if (answer.status === 400) return { state: 'failed', details: ['Garmin refuses the request (HTTP 400)'] }
  if (isAbsent(answer)) return { state: 'empty', details: [] }
  const today = await read(form, target, answer)
  if (today.failure !== null) return { state: 'changed', details: [today.failure] }
  const before = new Set(await fieldsBefore(options, dataset, form))
  const gone = today.missing.filter((path) => before.has(path)).map((path) => `${path}: missing, was there before`)
  const nothing = today.found.length === 0 && today.missing.length > 0
  const most = gone.length >= before.size * mostOf && gone.length > 0
  if (nothing) return { state: 'changed', details: ['none of the fields that are looked for is there'] }
  if (today.notes.length > 0 || most) return { state: 'changed', details: [...today.notes, ...(most ? gone : [])] }
  return today.items === 0 ? { state: 'empty', details: [] } : { state: 'as-expected', details: gone }
}

async function read(form: Form, target: Target, answer: Answer) {
  const watched = answer.json === undefined ? null : watchFields(answer.json)
  const result = { found: [] as readonly string[], missing: [] as readonly string[], items: 0 }
  try {
    const reading = await form.read({ ...answer, ...(watched === null ? {} : { json: watched.json }) }, target)
    const fields = { found: watched?.found() ?? [], missing: watched?.missing() ?? [] }
    return { ...fields, items: reading.items.length, notes: reading.notes ?? [], failure: null }
  } catch (thrown) {
    if (!isFailure(thrown)) throw thrown
    return { ...result, notes: [], failure: String(thrown.data.detail ?? thrown.message) }
  }
}

/** Fields that the newest kept answer had. */
async function fieldsBefore({ store, userId }: SurveyOptions, dataset: DatasetDefinition, form: Form) {
  const stored = await store.answers.newest(userId, dataset.name, form.name)
  if (stored === null) return []
  const answer = await recallAnswer(store.originals, userId, form, stored)
  if (answer === null || isAbsent(answer)) return []
  return (await read(form, stored.target as unknown as Target, parsed(answer))).found
}

/** The least that is worth asking; null when there is nothing to ask for. */
async function smallTarget(
  { store, userId, today }: SurveyOptions,
  { name }: DatasetDefinition,
  { per }: Form,
): Promise<Target | null> {
  switch (per.kind) {
    case 'account':
      return {
        kind: 'account',
        ...(per.parts?.[0] === undefined ? {} : { part: per.parts[0] }),
        ...(per.asOf === undefined ? {} : { asOf: today }),
      }
    case 'page':
      return { kind: 'page', start: per.firstStart ?? 0, limit: Math.min(per.limit, fewRows) }
    case 'range': {
      if (per.align === 'month') return monthOf(today)
      return { kind: 'range', start: addDays(today, 1 - Math.min(per.maxDays, fewDays)), end: today }
    }
    case 'day': {
      const newest = newestOf(await store.ledger.entries(userId, name))
      return { kind: 'day', day: newest?.day ?? addDays(today, -1) }
    }
    case 'item': {
      const items = await store.ledger.entries(userId, per.of)
      const { only, except } = per
      const item = newestOf(
        items.filter(
          ({ marks }) =>
            (only === undefined || [only].flat().some((mark) => marks.includes(mark))) &&
            (except === undefined || !marks.includes(except)),
        ),
      )
      return item === null
        ? null
        : { kind: 'item', id: item.item, day: item.day, ...(per.asOf === undefined ? {} : { asOf: today }) }
    }
  }
}

function newestOf<T extends { state: string; item: string; day: LocalDate | null }>(entries: readonly T[]): T | null {
  const present = entries.filter((entry) => entry.state === 'present' && !isWholeList(entry))
  return present.reduce<T | null>(
    (newest, entry) => (newest === null || (entry.day ?? '') > (newest.day ?? '') ? entry : newest),
    null,
  )
}

function monthOf(day: LocalDate): Target {
  const first = `${day.slice(0, 8)}01` as LocalDate
  const next = addDays(first, 31)
  const last = addDays(`${next.slice(0, 8)}01` as LocalDate, -1)
  return { kind: 'range', start: first, end: last }
}
