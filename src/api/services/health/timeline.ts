import type { TimelineJson } from '../../../contract/index.ts'
import {
  addDays,
  archivedReason,
  type DatasetDefinition,
  fail,
  type LedgerEntry,
  type LocalDate,
  toRfc3339,
  type UserId,
} from '../../../domain/index.ts'
import { numberOf, stageColumns, textOf, timeOf } from '../home/nights.ts'
import type { Life } from '../life.ts'
import type { RowJson, Rows } from '../rows.ts'
import type { ApiServices } from '../types.ts'
import { type Channel, channelJson, dayChannels, readChannels } from './channels.ts'
import { dayBounds } from './day-bounds.ts'
import { readDayEvents } from './day-events.ts'
import { dayRuns } from './day-runs.ts'

/** A day from midnight to midnight, on the person's own clock, with where everything comes from. */
export function createTimeline(services: Pick<ApiServices, 'store' | 'catalogue'>, rows: Rows, life: Life) {
  const { store, catalogue } = services

  const nightOf = async (userId: UserId, date: LocalDate, from: number): Promise<TimelineJson['nights']> => {
    const row = await rows.one('sleep', userId, { date })
    if (row === null) return []
    const columns = stageColumns(await rows.parts('sleep_stage', userId, { date }), from)
    return [
      { date, start_utc: textOf(row.start_utc), end_utc: textOf(row.end_utc), total_s: numberOf(row.total_s), columns },
    ]
  }

  const sourcesOf = async (
    userId: UserId,
    day: LocalDate,
    entries: readonly LedgerEntry[],
    channels: readonly Channel[],
  ) => {
    const known = entries.flatMap((entry) => catalogue.find(({ name }) => name === entry.dataset) ?? [])
    const files = await store.originals.counts(
      userId,
      known.map(({ name }) => name),
      day,
    )
    const revised = await store.changes.revisionsOfDay(
      userId,
      known.flatMap((dataset) => tableOfDay(dataset) ?? []),
      day,
    )
    return entries.flatMap((entry): TimelineJson['sources'] => {
      const dataset = known.find(({ name }) => name === entry.dataset)
      if (dataset === undefined) return []
      return [
        {
          dataset: entry.dataset,
          title: dataset.title,
          state: entry.state,
          settled: entry.settled,
          asked_at: toRfc3339(entry.asked_at),
          sha256: entry.hash,
          files: files.get(entry.dataset) ?? 0,
          reason: entry.reason,
          revised: revised.get(tableOfDay(dataset) ?? '') ?? 0,
          channels: channels.filter((channel) => channel.dataset === entry.dataset).map(({ name }) => name),
        },
      ]
    })
  }

  /** @throws request.invalid for a channel that a day is not drawn from */
  return async (userId: UserId, day: LocalDate, words: string | undefined): Promise<TimelineJson> => {
    const wanted = words === undefined ? Object.keys(dayChannels) : [...new Set(words.split(','))]
    const stranger = wanted.find((name) => !Object.hasOwn(dayChannels, name))
    if (stranger !== undefined)
      throw fail('request.invalid', { detail: `channels: there is no ${stranger}`, field: 'channels' })
    const person = await life.person(userId)
    const telling: (RowJson | null)[] = []
    for (const name of ['daily_summary', 'heart_rate_day', 'stress_day'])
      telling.push(await rows.one(name, userId, { date: day }))
    const { from, to, offsets } = dayBounds(day, telling, person.time_zone, person.offset_s)
    const uploaded = timeOf(person.as_of)
    const until = uploaded === null ? to : Math.max(from, Math.min(uploaded, to))
    const entries = await store.ledger.day(
      userId,
      day,
      catalogue.map(({ name }) => name),
    )
    // What failed when it was asked again is kept as it was before.
    const measuring = entries.map(({ dataset }) => dataset)
    const channels = await readChannels(store, userId, wanted, day, measuring)
    const nights = [...(await nightOf(userId, day, from)), ...(await nightOf(userId, addDays(day, 1), from))]
    const main = entries.find(({ dataset }) => dataset === 'daily_summary') ?? entries[0]
    const settling = entries.filter(({ settled }) => !settled)
    return {
      day,
      from: iso(from),
      to: iso(to),
      as_of: uploaded !== null && uploaded >= from && uploaded < to ? iso(uploaded) : null,
      offsets: offsets.map(({ at, offset_s }) => ({ at: iso(at), offset_s })),
      time_zone: person.time_zone,
      state: main === undefined ? 'missing' : main.state,
      settled: main !== undefined && settling.length === 0,
      settles_on: settlesOn(catalogue, day, settling),
      thinned: channels.length === 0 && entries.some(({ reason }) => reason === archivedReason),
      channels: channels.map((channel) => channelJson(channel, from)),
      runs: dayRuns(channels, from, until).map((run) => ({ ...run, from: iso(run.from), to: iso(run.to) })),
      nights: nights.filter(
        ({ start_utc, end_utc }) => (timeOf(start_utc) ?? to) < to && (timeOf(end_utc) ?? from) > from,
      ),
      events: await readDayEvents(rows, userId, day, from, to),
      sources: await sourcesOf(userId, day, entries, channels),
    }
  }
}
export type Timeline = ReturnType<typeof createTimeline>

/** The table that a dataset fills with one row a day; null where there is none. */
function tableOfDay({ tables }: DatasetDefinition): string | null {
  return tables.find(({ key }) => key.length === 1 && key[0] === 'date')?.name ?? null
}

const iso = (ms: number) => new Date(ms).toISOString()

/** The last of the days on which what is not settled will be asked for the last time. */
function settlesOn(
  catalogue: ApiServices['catalogue'],
  day: LocalDate,
  settling: readonly LedgerEntry[],
): LocalDate | null {
  const days = settling.flatMap(({ dataset }) => catalogue.find(({ name }) => name === dataset)?.settlesAfterDays ?? [])
  return days.length === 0 ? null : addDays(day, Math.max(...days) + 1)
}
