import { addDays, addMonths, eachDay, type LocalDate, toEpochDay } from '../../../src/domain/index.ts'
import { useResource } from '../../api/use-resource.ts'
import { IconButton } from '../../components/icon-button.tsx'
import { Panel } from '../../components/panel.tsx'
import { toHours } from '../../format/duration.ts'
import { hueOf, sportOf } from '../../format/sport.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'

/** The first day of a month that is written `2026-11`, or of the one that a day is in. */
export function monthOf(text: string | null, today: LocalDate): LocalDate {
  return (/^\d{4}-(0[1-9]|1[0-2])$/.test(text ?? '') ? `${text}-01` : `${today.slice(0, 7)}-01`) as LocalDate
}

export interface MonthProps {
  readonly month: LocalDate
  readonly today: LocalDate
  /** Left out: the month stands alone, without a way to others. */
  readonly onMonth?: (month: LocalDate) => void
}

/** A month of days; the area of a dot is how long that day's activities took. */
export function Month({ month, today, onMonth }: MonthProps) {
  const format = useFormat()
  const last = addDays(addMonths(month, 1), -1)
  const { value: shown } = useResource(`activities month ${month}`, (client, signal) =>
    client.activities({ query: { from: month, to: last, limit: 400 }, signal }),
  )
  const byDay = new Map<string, { seconds: number; count: number; type: string | null; longest: number; id: string }>()
  for (const one of shown.data?.items ?? []) {
    const day = typeof one.start_local === 'string' ? one.start_local.slice(0, 10) : ''
    const seconds = one.timer_s ?? one.elapsed_s ?? 0
    const known = byDay.get(day) ?? { seconds: 0, count: 0, type: null, longest: -1, id: '' }
    const leads = seconds > known.longest
    byDay.set(day, {
      seconds: known.seconds + seconds,
      count: known.count + 1,
      longest: Math.max(seconds, known.longest),
      type: leads ? one.type_key : known.type,
      id: leads ? one.activity_id : known.id,
    })
  }
  const skipped = (toEpochDay(month) + 3) % 7
  const days = [...eachDay(month, last)]
  const monday = addDays(month, -skipped)
  const title = format.day.month(month)
  return (
    <Panel
      title={title}
      aside={
        onMonth === undefined ? undefined : (
          <span class="month-ways">
            <IconButton icon="left" label={en.activities.monthBefore} onClick={() => onMonth(addMonths(month, -1))} />
            <IconButton icon="right" label={en.activities.monthAfter} onClick={() => onMonth(addMonths(month, 1))} />
          </span>
        )
      }
    >
      <ol class="month">
        {[0, 1, 2, 3, 4, 5, 6].map((at) => (
          <li key={at} class="month-head" aria-hidden="true">
            {format.day.weekday(addDays(monday, at)).slice(0, 2)}
          </li>
        ))}
        {days.map((day, at) => {
          const found = byDay.get(day)
          const words = en.activities.dayCount(format.day.long(day), found?.count ?? 0, toHours(found?.seconds ?? 0))
          const radius = found === undefined ? 0 : Math.min(14, 2.4 + Math.sqrt(found.seconds / 3600) * 6.5)
          const inner = (
            <>
              <span aria-hidden="true">{Number(day.slice(8))}</span>
              {found === undefined ? null : (
                <svg viewBox="-14 -14 28 28" aria-hidden="true">
                  <circle data-hue={hueOf[sportOf(found.type)]} r={radius} />
                </svg>
              )}
              <span class="unseen">{words}</span>
            </>
          )
          return (
            <li
              key={day}
              class="month-day"
              data-today={day === today}
              data-first={at === 0}
              data-skip={at === 0 ? skipped : undefined}
            >
              {found === undefined ? (
                <span title={words}>{inner}</span>
              ) : (
                <a
                  title={words}
                  href={found.count === 1 ? `/activities/${found.id}` : `/activities?from=${day}&to=${day}`}
                >
                  {inner}
                </a>
              )}
            </li>
          )
        })}
      </ol>
      {onMonth === undefined ? null : <p class="note">{en.activities.dotArea}</p>}
    </Panel>
  )
}
