import type { ActivityTotalsJson } from '../../../src/contract/index.ts'
import type { LocalDate } from '../../../src/domain/index.ts'
import { useResource } from '../../api/use-resource.ts'
import { Choice } from '../../components/choice.tsx'
import { Panel } from '../../components/panel.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { Table } from '../../components/table.tsx'
import { toHours } from '../../format/duration.ts'
import { nothing } from '../../format/number.ts'
import { type Sport, sportOf, sports } from '../../format/sport.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'

const words = en.activities
type By = 'week' | 'month' | 'year'
interface Row {
  readonly from: LocalDate
  count: number
  seconds: number
  metres: number
  climbed: number
  readonly bySport: Map<Sport, number>
}

/** Everything by week, month or year, the newest first. */
export function Totals({ by, onBy }: { by: By; onBy: (by: By) => void }) {
  const format = useFormat()
  const { value: shown } = useResource(`activities totals ${by}`, (client, signal) =>
    client.activityTotals({ query: { by }, signal }),
  )
  if (shown.data === null)
    return shown.problem === null ? (
      <Skeleton label={words.totals} height={20} />
    ) : (
      <ProblemNote problem={shown.problem} />
    )
  const rows = rowsOf(shown.data)
  const present = sports.filter((sport) => rows.some(({ bySport }) => bySport.has(sport)))
  const title = (day: LocalDate) =>
    by === 'year' ? day.slice(0, 4) : by === 'month' ? format.day.month(day) : format.day.dated(day)
  return (
    <Panel
      title={words.totals}
      flush
      aside={
        <Choice
          label={words.by}
          value={by}
          options={[
            { value: 'week', label: words.week },
            { value: 'month', label: words.monthWord },
            { value: 'year', label: words.year },
          ]}
          onChange={onBy}
        />
      }
    >
      <Table
        caption={words.totals}
        rows={rows}
        rowKey={({ from }) => from}
        columns={[
          { key: 'period', head: words.period, cell: ({ from }) => title(from) },
          { key: 'count', head: words.count, number: true, cell: ({ count }) => format.number(count) },
          { key: 'time', head: words.time, number: true, cell: ({ seconds }) => toHours(seconds) },
          {
            key: 'distance',
            head: format.distance(1).unit,
            number: true,
            cell: ({ metres }) => (metres === 0 ? nothing : format.distance(metres, 'total').value),
          },
          {
            key: 'ascent',
            head: `${words.ascent}, ${format.elevation(1).unit}`,
            number: true,
            wideOnly: true,
            cell: ({ climbed }) => (climbed === 0 ? nothing : format.elevation(climbed).value),
          },
          ...present.map((sport) => ({
            key: sport,
            head: words.sports[sport],
            number: true,
            wideOnly: true,
            cell: ({ bySport }: Row) => (bySport.has(sport) ? toHours(bySport.get(sport)) : nothing),
          })),
        ]}
      />
      <p class="note totals-note">{words.notes}</p>
    </Panel>
  )
}

function rowsOf({ items }: ActivityTotalsJson): Row[] {
  const rows = new Map<string, Row>()
  for (const item of items) {
    const from = item.from as LocalDate
    const row = rows.get(from) ?? { from, count: 0, seconds: 0, metres: 0, climbed: 0, bySport: new Map() }
    rows.set(from, row)
    row.count += item.count
    row.seconds += item.timer_s
    row.metres += item.distance_m
    row.climbed += item.ascent_m
    const sport = sportOf(item.type_key)
    row.bySport.set(sport, (row.bySport.get(sport) ?? 0) + item.timer_s)
  }
  return [...rows.values()].reverse()
}
