import type { Signal } from '@preact/signals'
import type { ActivityDetailJson } from '../../../src/contract/index.ts'
import { Panel } from '../../components/panel.tsx'
import { Table } from '../../components/table.tsx'
import { toStopwatch } from '../../format/duration.ts'
import { nothing } from '../../format/number.ts'
import { paceKind, typeWord } from '../../format/sport.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { type Lap, lapsOf, useLaps } from './laps.ts'

const words = en.activity
type Props = { readonly activity: ActivityDetailJson }
type Raw = Readonly<Record<string, unknown>>
const numberOf = (row: Raw, column: string) => (typeof row[column] === 'number' ? row[column] : null)
const textOf = (row: Raw, column: string) => (typeof row[column] === 'string' ? row[column] : null)

const intensities: Readonly<Record<string, string>> = {
  rest: words.rest,
  recovery: words.rest,
  warmup: words.warmup,
  cooldown: words.cooldown,
}

/** Laps with a bar of their speed; hovering one lights its part of map and curves. */
export function Laps({ activity, lit }: Props & { lit: Signal<readonly [number, number] | null> }) {
  const format = useFormat()
  const laps = lapsOf(useLaps(activity.activity_id).value.data)
  if (laps.length < 2) return null
  const kind = paceKind(activity.type_key) ?? 'wheels'
  const fastest = Math.max(...laps.map(({ speed }) => speed ?? 0))
  const { unit } = format.distance(1)
  const light = (lap: Lap | null) => {
    lit.value = lap === null ? null : [lap.fromS, lap.toS]
  }
  return (
    <Panel title={words.laps} aside={words.fromWatch}>
      <section class="table-box" aria-label={words.laps}>
        <table class="table laps">
          <thead>
            <tr>
              <th scope="col">{words.lap}</th>
              <th scope="col" class="number">
                {unit}
              </th>
              <th scope="col" class="number">
                {en.activities.time}
              </th>
              <th scope="col" class="number">
                {en.activities.pace}
              </th>
              <th scope="col">
                <span class="unseen">{words.speedBar}</span>
              </th>
              <th scope="col" class="number">
                {en.activities.bpm}
              </th>
            </tr>
          </thead>
          <tbody>
            {laps.map((lap) => (
              <tr
                key={lap.index}
                data-rest={lap.intensity === 'rest' || lap.intensity === 'recovery'}
                data-lit={lit.value?.[0] === lap.fromS}
                onPointerEnter={() => light(lap)}
                onPointerLeave={() => light(null)}
              >
                <td>
                  <button
                    type="button"
                    class="lap-name"
                    onFocus={() => light(lap)}
                    onBlur={() => light(null)}
                    onClick={() => light(lap)}
                  >
                    <span class="lap-number">{lap.index + 1}</span> {intensities[lap.intensity ?? ''] ?? words.lapWord}
                  </button>
                </td>
                <td class="number">{lap.distance === null ? nothing : format.distance(lap.distance, 'exact').value}</td>
                <td class="number">{toStopwatch(lap.timer)}</td>
                <td class="number">
                  <strong>{format.pace(lap.speed, kind).value}</strong>
                </td>
                <td>
                  <svg class="lap-bar" viewBox="0 0 60 8" preserveAspectRatio="none" aria-hidden="true">
                    <rect width={fastest === 0 ? 0 : (60 * (lap.speed ?? 0)) / fastest} height="8" rx="1" />
                  </svg>
                </td>
                <td class="number">{format.number(lap.heart)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  )
}

export function Zones({ activity }: Props) {
  const format = useFormat()
  const zones = activity.zones
    .filter(({ kind }) => kind === 'hr')
    .map((row) => ({
      zone: numberOf(row, 'zone') ?? 0,
      seconds: numberOf(row, 'seconds') ?? 0,
      low: numberOf(row, 'low_boundary'),
    }))
    .filter(({ zone }) => zone >= 1 && zone <= 5)
    .sort((a, b) => b.zone - a.zone)
  const sum = zones.reduce((total, { seconds }) => total + seconds, 0)
  if (sum === 0) return null
  const longest = Math.max(...zones.map(({ seconds }) => seconds))
  const without = (activity.timer_s ?? activity.elapsed_s ?? sum) - sum
  const bounds = (at: number) => {
    const low = zones[at]?.low ?? null
    const next = zones[at - 1]?.low ?? null
    if (zones[at]?.zone === 1 && next !== null) return words.under(format.number(next))
    if (low === null) return ''
    return next === null ? words.andOver(format.number(low)) : format.range(low, next - 1)
  }
  return (
    <Panel title={words.zonesTitle}>
      <ul class="zones">
        {zones.map(({ zone, seconds }, at) => (
          <li key={zone}>
            <strong>{zone}</strong>
            <span class="zone-bounds">{bounds(at)}</span>
            <svg class="zone-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
              <rect class="zone-rest" width="100" height="8" />
              <rect data-zone={zone} width={(100 * seconds) / longest} height="8" />
            </svg>
            <span class="figures zone-time">{toStopwatch(seconds)}</span>
            <span class="figures zone-share">{format.percent(seconds / sum)}</span>
          </li>
        ))}
      </ul>
      {without < 1 ? null : <p class="note">{words.notCounted(toStopwatch(without))}</p>}
    </Panel>
  )
}

export function Lengths({ activity }: Props) {
  const format = useFormat()
  const laps = lapsOf(useLaps(activity.activity_id).value.data)
  const swolfOf = (row: Raw) => {
    const [strokes, seconds] = [numberOf(row, 'strokes'), numberOf(row, 'timer_s') ?? numberOf(row, 'elapsed_s')]
    return strokes === null || seconds === null ? null : strokes + seconds
  }
  return (
    <Panel title={words.lengths} aside={laps.length > 1 ? undefined : words.fromWatch} flush>
      <Table
        caption={words.lengths}
        rows={activity.lengths}
        rowKey={(row) => String(row.length_index)}
        columns={[
          { key: 'n', head: words.length, cell: (row) => String((numberOf(row, 'length_index') ?? 0) + 1) },
          {
            key: 'stroke',
            head: words.stroke,
            cell: (row) => (row.is_active === false ? words.rest : (textOf(row, 'stroke') ?? nothing)),
          },
          {
            key: 'time',
            head: en.activities.time,
            number: true,
            cell: (row) => toStopwatch(numberOf(row, 'timer_s') ?? numberOf(row, 'elapsed_s')),
          },
          {
            key: 'pace',
            head: format.pace(1, 'water').unit,
            number: true,
            cell: (row) =>
              row.is_active === false ? nothing : format.pace(numberOf(row, 'avg_speed_mps'), 'water').value,
          },
          { key: 'strokes', head: words.strokes, number: true, cell: (row) => format.number(numberOf(row, 'strokes')) },
          {
            key: 'swolf',
            head: words.swolf,
            number: true,
            cell: (row) => (row.is_active === false ? nothing : format.number(swolfOf(row))),
          },
        ]}
      />
    </Panel>
  )
}

export function Sets({ activity }: Props) {
  const format = useFormat()
  const sets = activity.sets.filter((row) => textOf(row, 'set_type')?.toLowerCase() !== 'rest')
  if (sets.length === 0) return null
  return (
    <Panel title={words.sets} flush>
      <Table
        caption={words.sets}
        rows={sets}
        rowKey={(row) => String(row.seq)}
        columns={[
          { key: 'n', head: words.set, cell: (row) => String(sets.indexOf(row) + 1) },
          {
            key: 'name',
            head: words.exercise,
            cell: (row) => <span dir="auto">{exerciseOf(row)}</span>,
          },
          { key: 'reps', head: words.reps, number: true, cell: (row) => format.number(numberOf(row, 'reps')) },
          {
            key: 'weight',
            head: words.weight,
            number: true,
            cell: (row) => {
              const grams = numberOf(row, 'weight_g')
              const { value, unit } = format.weight(grams === 0 ? null : grams)
              return format.withUnit(value, unit)
            },
          },
          {
            key: 'time',
            head: en.activities.time,
            number: true,
            cell: (row) => toStopwatch(numberOf(row, 'duration_s')),
          },
        ]}
      />
    </Panel>
  )
}

function exerciseOf(row: Raw): string {
  const word = textOf(row, 'name') ?? textOf(row, 'category')
  return word === null ? nothing : typeWord(word.toLowerCase())
}

/** Legs of multisport, each a way on. */
export function Legs({ activity }: Props) {
  const format = useFormat()
  if (activity.legs.length === 0) return null
  return (
    <Panel title={words.legs} flush>
      <Table
        caption={words.legs}
        rows={activity.legs}
        rowKey={({ activity_id }) => activity_id}
        rowHref={({ activity_id }) => `/activities/${activity_id}`}
        columns={[
          { key: 'name', head: en.activities.sport, cell: ({ type_key }) => typeWord(type_key) },
          {
            key: 'distance',
            head: format.distance(1).unit,
            number: true,
            cell: ({ distance_m }) => format.distance(distance_m).value,
          },
          {
            key: 'time',
            head: en.activities.time,
            number: true,
            cell: (leg) => toStopwatch(leg.timer_s ?? leg.elapsed_s),
          },
          {
            key: 'pace',
            head: en.activities.pace,
            number: true,
            cell: (leg) => {
              const kind = paceKind(leg.type_key)
              if (kind === null) return nothing
              const { value, unit } = format.pace(numberOf(leg, 'avg_speed_mps'), kind)
              return format.withUnit(value, unit)
            },
          },
          { key: 'bpm', head: en.activities.bpm, number: true, cell: ({ avg_hr_bpm }) => format.number(avg_hr_bpm) },
        ]}
      />
    </Panel>
  )
}

export function Changes({ activity }: Props) {
  const format = useFormat()
  if (activity.revisions.length === 0) return null
  const shown = (value: unknown) => (value === null || value === undefined ? nothing : String(value))
  return (
    <Panel title={words.changed}>
      <ul class="changes">
        {activity.revisions.map((edit) => (
          <li key={`${edit.field}${edit.at}`}>
            <span>{words.values[edit.field] ?? edit.field}</span>
            <span>
              <del dir="auto">{shown(edit.old)}</del> → <strong dir="auto">{shown(edit.new)}</strong>
            </span>
            <span class="changes-day">{format.day.short(format.dayOf(Date.parse(edit.at)))}</span>
          </li>
        ))}
      </ul>
      <p class="note">{words.changedNote}</p>
    </Panel>
  )
}

export function Gear({ activity }: Props) {
  if (activity.gear.length === 0) return null
  const nameOf = (row: Raw) =>
    textOf(row, 'custom_name') ?? [textOf(row, 'make'), textOf(row, 'model')].filter((part) => part !== null).join(' ')
  return (
    <Panel title={words.gear}>
      <ul>
        {activity.gear.map((row) => (
          <li key={String(row.gear_uuid)} dir="auto">
            {nameOf(row) || nothing}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
