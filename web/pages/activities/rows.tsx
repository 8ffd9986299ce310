import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { ActivityJson } from '../../../src/contract/index.ts'
import { isLocalDate, type LocalDate } from '../../../src/domain/index.ts'
import { useKey } from '../../app/keys.ts'
import { useApp } from '../../app/use-app.ts'
import { ActivityMarks } from '../../components/activity-marks.tsx'
import type { Sort } from '../../components/table.tsx'
import { StateTag } from '../../components/tag.tsx'
import { toStopwatch } from '../../format/duration.ts'
import { nothing } from '../../format/number.ts'
import { paceKind, typeWord } from '../../format/sport.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { visibleOf } from './window-of.ts'

const words = en.activities
type Item = { readonly month: LocalDate } | { readonly row: ActivityJson }

export interface RowsProps {
  readonly rows: readonly ActivityJson[]
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
  /** UTC ms; what came later is new. */
  readonly lookedAt: number | null
}

/** The list by month; of many rows only those near the window are drawn. `j` and `k` go along them. */
export function ActivityRows({ rows, sort, onSort, lookedAt }: RowsProps) {
  const format = useFormat()
  const { keys } = useApp()
  const body = useRef<HTMLTableSectionElement>(null)
  const place = useSignal({ above: 0, height: 800, rowPx: 36 })
  const items = sort.key === 'start_utc' ? byMonth(rows) : rows.map((row) => ({ row }))
  useEffect(() => {
    const look = () => {
      const box = body.current?.getBoundingClientRect()
      if (box === undefined) return
      const rowPx = body.current?.querySelector('tr[data-row]')?.getBoundingClientRect().height || 36
      const next = { above: Math.max(0, -box.top), height: window.innerHeight, rowPx }
      const last = place.value
      if (Math.abs(next.above - last.above) > rowPx * 4 || next.rowPx !== last.rowPx || next.height !== last.height)
        place.value = next
    }
    look()
    window.addEventListener('scroll', look, { passive: true })
    window.addEventListener('resize', look)
    return () => {
      window.removeEventListener('scroll', look)
      window.removeEventListener('resize', look)
    }
  }, [place])
  const move = (by: 1 | -1) => {
    const links = [...(body.current?.querySelectorAll<HTMLAnchorElement>('a.activity-link') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLAnchorElement)
    links[at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))]?.focus()
  }
  useKey(keys, 'j', () => move(1))
  useKey(keys, 'k', () => move(-1))
  const [from, to] = visibleOf({ count: items.length, ...place.value })
  const spacer = (count: number) =>
    count === 0 ? null : (
      <tr>
        <td colSpan={8} style={{ height: `${count * place.value.rowPx}px`, padding: 0, border: 0 }} />
      </tr>
    )
  const head = (key: string, word: string, isNumber = true) => (
    <th
      scope="col"
      class={isNumber ? 'number' : undefined}
      aria-sort={sort.key === key ? (sort.descending ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        class="table-sort"
        onClick={() => onSort({ key, descending: sort.key === key ? !sort.descending : key !== 'name' })}
      >
        {word}
        <span aria-hidden="true">{sort.key === key ? (sort.descending ? ' ▼' : ' ▲') : ''}</span>
      </button>
    </th>
  )
  return (
    <section class="table-box" aria-label={words.list}>
      <table class="table activity-rows" aria-rowcount={rows.length}>
        <thead>
          <tr>
            {head('start_utc', words.day, false)}
            {head('name', words.name, false)}
            <th scope="col">{words.sport}</th>
            {head('distance_m', words.distance(format.distance(1).unit))}
            {head('timer_s', words.time)}
            {head('avg_speed_mps', words.pace)}
            {head('avg_hr_bpm', words.bpm)}
            {head('load', words.load)}
          </tr>
        </thead>
        <tbody ref={body}>
          {spacer(from)}
          {items.slice(from, to).map((item) =>
            'month' in item ? (
              <tr key={item.month} class="activity-month">
                <th scope="rowgroup" colSpan={8}>
                  {format.day.month(item.month)}
                </th>
              </tr>
            ) : (
              <Row key={item.row.activity_id} row={item.row} isNew={isNew(item.row, lookedAt)} />
            ),
          )}
          {spacer(items.length - to)}
        </tbody>
      </table>
    </section>
  )
}

function isNew({ first_seen_at }: ActivityJson, lookedAt: number | null): boolean {
  return lookedAt !== null && typeof first_seen_at === 'string' && Date.parse(first_seen_at) > lookedAt
}

function Row({ row, isNew }: { row: ActivityJson; isNew: boolean }) {
  const format = useFormat()
  const local = typeof row.start_local === 'string' ? row.start_local : ''
  const day = local.slice(0, 10)
  const kind = paceKind(row.type_key)
  const pace = kind === null || typeof row.avg_speed_mps !== 'number' ? null : format.pace(row.avg_speed_mps, kind)
  const missing = (word: string) => (
    <>
      <span aria-hidden="true">{nothing}</span>
      <span class="unseen">{word}</span>
    </>
  )
  return (
    <tr data-row data-deleted={row.deleted_at !== null}>
      <td class="activity-day">
        {isLocalDate(day) ? `${format.day.withWeekday(day)} ` : nothing}
        <span class="activity-clock">{local.slice(11, 16)}</span>
      </td>
      <td class="activity-name">
        <div class="activity-name-box">
          <a class="activity-link" href={`/activities/${row.activity_id}`} dir="auto">
            {row.name ?? words.nameless}
          </a>
          {isNew ? <StateTag state="new" /> : null}
          <ActivityMarks activity={row} />
        </div>
      </td>
      <td class="activity-sport">{typeWord(row.type_key)}</td>
      <td class="number">
        {row.distance_m === null || row.distance_m === 0
          ? missing(words.noDistance)
          : format.distance(row.distance_m).value}
      </td>
      <td class="number">{toStopwatch(row.timer_s ?? row.elapsed_s)}</td>
      <td class="number">
        {pace === null || pace.value === nothing
          ? missing(words.noPace)
          : kind === 'foot'
            ? pace.value
            : format.withUnit(pace.value, pace.unit)}
      </td>
      <td class="number">{row.avg_hr_bpm === null ? missing(words.noHeart) : format.number(row.avg_hr_bpm)}</td>
      <td class="number">{row.load === null ? missing(words.noLoad) : format.number(row.load)}</td>
    </tr>
  )
}

function byMonth(rows: readonly ActivityJson[]): Item[] {
  let last = ''
  return rows.flatMap((row): Item[] => {
    const month = typeof row.start_local === 'string' ? `${row.start_local.slice(0, 7)}-01` : ''
    if (month === last || !isLocalDate(month)) return [{ row }]
    last = month
    return [{ month }, { row }]
  })
}
