import type { Json, LocalDate, ReadItem, Row } from '../domain/index.ts'

/** A planned workout as one of the answers has it. */
export interface Planned {
  readonly day: LocalDate
  readonly row: Row & { readonly schedule_id: string }
}

/**
 * One item a day, with all its workouts. `richness` tells the schedule itself from the calendar, which does not know what
 * was done: the poorer answer never takes the place of the richer one.
 */
export function toScheduleItems(planned: readonly Planned[], richness: number): ReadItem[] {
  const byDay = new Map<LocalDate, Map<string, Planned['row']>>()
  for (const { day, row } of planned) {
    const rows = byDay.get(day) ?? new Map<string, Planned['row']>()
    byDay.set(day, rows.set(row.schedule_id, row))
  }
  return [...byDay].map(([day, rows]) => {
    const workout_schedule = [...rows.values()].sort((a, b) => (a.schedule_id < b.schedule_id ? -1 : 1))
    return { item: day, day, content: workout_schedule as unknown as Json, rows: { workout_schedule }, richness }
  })
}
