import { addYears, type LocalDate } from '../../../src/domain/index.ts'
import { useResource } from '../../api/use-resource.ts'
import { Panel } from '../../components/panel.tsx'
import { sportOf, sports } from '../../format/sport.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'

/** This year against the one before, to the same day. */
export function SoFar({ today }: { today: LocalDate }) {
  const format = useFormat()
  const year = today.slice(0, 4)
  const before = addYears(today, -1)
  const { value: shown } = useResource(`activities so-far ${today}`, async (client, signal) => {
    const of = (from: string, to: LocalDate) => client.activityTotals({ query: { by: 'year', from, to }, signal })
    const [now, last] = await Promise.all([of(`${year}-01-01`, today), of(`${before.slice(0, 4)}-01-01`, before)])
    return { now: now.items, last: last.items }
  })
  if (shown.data === null) return null
  const { now, last } = shown.data
  const sum = (items: typeof now, pick: (item: (typeof now)[number]) => number) =>
    items.reduce((all, item) => all + pick(item), 0)
  const rows = sports.flatMap((sport) => {
    const own = (items: typeof now) => sum(items, (item) => (sportOf(item.type_key) === sport ? item.distance_m : 0))
    const [a, b] = [own(now), own(last)]
    return a + b < 1
      ? []
      : [{ name: en.activities.sports[sport], a: format.distance(a, 'total'), b: format.distance(b, 'total') }]
  })
  const climbed = {
    a: format.elevation(sum(now, (item) => item.ascent_m)),
    b: format.elevation(sum(last, (item) => item.ascent_m)),
  }
  return (
    <Panel title={en.activities.soFar(year)} aside={en.activities.lastYear(before.slice(0, 4))}>
      <table class="table so-far">
        <tbody>
          {[...rows, { name: en.activities.ascent, ...climbed }].map(({ name, a, b }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="number">
                <strong>{format.withUnit(a.value, a.unit)}</strong>
              </td>
              <td class="number so-far-before">{b.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="note">{en.activities.notes}</p>
    </Panel>
  )
}
