import type { TimelineJson } from '../../../contract/index.ts'
import type { LocalDate, UserId } from '../../../domain/index.ts'
import { numberOf, textOf } from '../home/nights.ts'
import type { RowJson, Rows } from '../rows.ts'

type Event = TimelineJson['events'][number]

/** Of `body_event`, those that other tables do not tell better. */
const toldElsewhere = new Set(['SLEEP', 'NAP', 'ACTIVITY'])

/** What happened on a day: activities, naps, movement, snapshots, recovery. In order of their beginning. */
export async function readDayEvents(
  rows: Rows,
  userId: UserId,
  day: LocalDate,
  from: number,
  to: number,
): Promise<Event[]> {
  const ofDay = (name: string) => rows.parts(name, userId, { date: day })
  const plain = (kind: Event['kind'], row: RowJson, more: Partial<Event> = {}): Event[] => {
    const start = textOf(row.start_utc)
    if (start === null) return []
    return [
      {
        kind,
        from: start,
        to: textOf(row.end_utc),
        title: null,
        type: textOf(row.type),
        activity_id: null,
        value: null,
        ...more,
      },
    ]
  }
  const table = rows.named('activity')
  // An activity that began the day before may reach into this one.
  const between = { column: 'start_utc', from: from - 86_400_000, to }
  const activities =
    table === null
      ? []
      : (await rows.page({ table, userId, between, where: { parent_activity_id: null }, limit: 100 })).items
  const events = [
    ...activities.flatMap((row) => {
      const start = Date.parse(textOf(row.start_utc) ?? '')
      const end = start + (numberOf(row.elapsed_s) ?? 0) * 1000
      if (!(start < to && end >= from)) return []
      return plain('activity', row, {
        to: new Date(end).toISOString(),
        title: textOf(row.name),
        type: textOf(row.type_key),
        activity_id: textOf(row.activity_id),
        value: numberOf(row.distance_m),
      })
    }),
    ...(await ofDay('nap')).flatMap((row) => plain('nap', row)),
    ...(await ofDay('day_event')).flatMap((row) => plain('movement', row)),
    ...(await ofDay('health_snapshot')).flatMap((row) => plain('snapshot', row, { title: textOf(row.name) })),
    ...(await ofDay('body_event'))
      .filter(({ type }) => !toldElsewhere.has(`${type}`))
      .flatMap((row) => plain('body-battery', row, { value: numberOf(row.impact) })),
  ]
  return events.sort((a, b) => (a.from < b.from ? -1 : 1))
}
