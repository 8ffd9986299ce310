import type { HomeJson } from '../../../src/contract/index.ts'
import { addDays } from '../../../src/domain/index.ts'
import { rollingMean } from '../../charts/averages.ts'
import { ChartTable } from '../../charts/chart-table.tsx'
import { Curve } from '../../charts/curve.tsx'
import { dayStatesOf } from '../../charts/day-states.ts'
import { Legend } from '../../components/legend.tsx'
import { Nothing } from '../../components/nothing.tsx'
import { Panel } from '../../components/panel.tsx'
import { asDay } from '../../format/as-day.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'

const id = 'hrv_night.last_night_avg'

/** Six weeks of HRV within the range that the watch calls balanced. */
export function HrvPanel({ home }: { home: HomeJson }) {
  const format = useFormat()
  const { columns, from, states } = home.days
  const values = columns[id] ?? []
  const mean = rollingMean(values, 7)
  const [low, high] = [columns['hrv_night.balanced_low'] ?? [], columns['hrv_night.balanced_upper'] ?? []]
  const { balanced_low, balanced_upper } = home.notes
  const range = balanced_low === null || balanced_upper === null ? null : format.range(balanced_low, balanced_upper)
  const latest = mean.findLast((value) => value !== null) ?? null
  const measured = values.filter((value) => value !== null).length
  if (measured === 0)
    return (
      <Panel title={en.home.hrv}>
        <Nothing title={en.home.noHrv}>{en.home.noHrvWhy(values.length)}</Nothing>
      </Panel>
    )
  const days = values.map((_, index) => addDays(asDay(from), index))
  const dayStates = dayStatesOf(states[id] ?? [], values, from)
  return (
    <Panel
      title={en.home.hrv}
      aside={
        latest === null ? null : (
          <>
            {en.home.sevenDay} <strong>{format.withUnit(format.number(latest), 'ms')}</strong>
          </>
        )
      }
    >
      <ChartTable
        label={en.home.hrvTable}
        head={[en.home.night, 'HRV', en.home.sevenDay, en.home.state]}
        rows={days.map((day, index) => [
          format.day.withWeekday(day),
          format.number(values[index]),
          format.number(mean[index]),
          en.charts.states[dayStates[index] ?? 'ahead'],
        ])}
      >
        <Curve
          values={values}
          average={mean}
          states={dayStates}
          band={range === null ? undefined : { low, high }}
          from={asDay(from)}
          hue="hrv"
          height={176}
          label={en.home.hrvSentence(values.length, measured, format.number(latest), range)}
        />
      </ChartTable>
      <Legend
        entries={[
          { kind: 'dots', hue: 'hrv', label: en.home.night },
          { kind: 'line', hue: 'hrv', label: en.home.sevenDay },
          ...(range === null ? [] : [{ kind: 'band' as const, hue: 'hrv', label: en.home.compared.balanced(range) }]),
        ]}
      />
    </Panel>
  )
}
