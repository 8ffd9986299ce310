import { type Signal, useSignal } from '@preact/signals'
import type { ActivityDetailJson, ActivityStreamsJson } from '../../../src/contract/index.ts'
import { useResource } from '../../api/use-resource.ts'
import { useKey } from '../../app/keys.ts'
import { useApp } from '../../app/use-app.ts'
import { Curves } from '../../charts/curves.tsx'
import { Track } from '../../charts/track.tsx'
import { trackShape } from '../../charts/track-shape.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { Panel } from '../../components/panel.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { Table } from '../../components/table.tsx'
import { toStopwatch } from '../../format/duration.ts'
import { nothing } from '../../format/number.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { channels, lanesOf, rowsOfLap, speedFifths, zonesOf } from './lanes.ts'
import { lapsOf, useLaps } from './laps.ts'

const words = en.activity
/** Twice the width of the curves; a zoomed part wants more of them. */
const points = { all: 1500, zoomed: 8000 }
/** Rows of the table behind the curves. */
const tableRows = 60

export interface WayProps {
  readonly activity: ActivityDetailJson
  /** Seconds of the lap that is lit. */
  readonly lit: Signal<readonly [number, number] | null>
}

/** Map and curves over one axis, with one cursor. */
export function Way({ activity, lit }: WayProps) {
  const axis = useSignal<'distance' | 'time'>('distance')
  const range = useSignal<readonly [number, number] | null>(null)
  const asked = range.value === null ? points.all : points.zoomed
  const { activity_id } = activity
  const { value: shown } = useResource(`activity ${activity_id} streams ${axis.value} ${asked}`, (client, signal) =>
    client.activityStreams({ params: { activity_id }, query: { points: asked, by: axis.value, channels }, signal }),
  )
  if (shown.data === null)
    return (
      <Panel label={words.curves}>
        {shown.problem === null ? (
          <Skeleton label={words.loadingCurves} height={24} />
        ) : (
          <ProblemNote problem={shown.problem} now={Date.now()} />
        )}
      </Panel>
    )
  return <Drawn key={`${axis.value}${asked}`} streams={shown.data} {...{ activity, lit, axis, range }} />
}

type DrawnProps = WayProps & {
  readonly streams: ActivityStreamsJson
  readonly axis: Signal<'distance' | 'time'>
  readonly range: Signal<readonly [number, number] | null>
}

function Drawn({ activity, streams, axis, range, lit }: DrawnProps) {
  const format = useFormat()
  const { keys } = useApp()
  const laps = lapsOf(useLaps(activity.activity_id).value.data)
  const cursor = useSignal<number | null>(null)
  const byPace = useSignal(false)
  const table = useSignal(false)
  useKey(keys, 'T', () => {
    table.value = !table.value
  })
  useKey(keys, 't', () => {
    table.value = !table.value
  })
  const { columns, track } = streams
  const elapsed = columns.elapsed_s ?? []
  const metres = columns.distance_m ?? null
  const hasDistance = metres?.some((value) => value !== null && value > 0) === true
  const byDistance = axis.value === 'distance' && hasDistance
  const xs = byDistance && metres !== null ? metres : elapsed
  const lanes = lanesOf(
    streams,
    {
      typeKey: activity.type_key,
      cadenceKind: typeof activity.cadence_kind === 'string' ? activity.cadence_kind : null,
    },
    format,
    words.lanes,
  )
  const lows = activity.zones
    .filter(({ kind, low_boundary }) => kind === 'hr' && typeof low_boundary === 'number')
    .map(({ low_boundary }) => Number(low_boundary))
  const zones = byPace.value
    ? speedFifths(columns.speed_mps, elapsed.length)
    : zonesOf(columns.hr_bpm, lows, elapsed.length)
  const rows = lit.value === null ? null : rowsOfLap(elapsed, ...lit.value)
  const shownRows = range.value === null ? null : rowsWithin(xs, range.value)
  const place = (row: number) => {
    const distance = format.distance(metres?.[row], 'exact')
    const time = toStopwatch(elapsed[row])
    return hasDistance ? `${format.withUnit(distance.value, distance.unit)} · ${time}` : time
  }
  const distance = format.distance(activity.distance_m, 'exact')
  const hasTrack = track !== null && trackShape(track, { width: 100, height: 100, margin: 1 }) !== null
  return (
    <>
      {hasTrack ? (
        <Panel flush label={words.map}>
          <Track
            track={track}
            distances={
              format.reader.units === 'metric'
                ? metres
                : (metres?.map((m) => (m === null ? null : m / 1.609344)) ?? null)
            }
            zones={zones}
            cursor={cursor}
            range={shownRows}
            lit={rows}
            label={words.mapText(format.withUnit(distance.value, distance.unit))}
          />
          <div class="track-legend">
            <span>{byPace.value ? words.slow : words.zone}</span>
            {[1, 2, 3, 4, 5].map((zone) => (
              <span key={zone} class="track-key">
                <svg viewBox="0 0 22 8" width="22" height="8" aria-hidden="true">
                  <path class="track-line" data-zone={zone} d="M2 4H20" />
                </svg>
                {byPace.value ? null : zone}
              </span>
            ))}
            {byPace.value ? <span>{words.fast}</span> : null}
            <span class="track-key">
              <svg viewBox="0 0 22 8" width="22" height="8" aria-hidden="true">
                <path class="track-line" data-zone="0" d="M2 4H20" />
              </svg>
              {words.noReading}
            </span>
            <span class="track-legend-end">
              <Button
                kind="quiet"
                small
                onClick={() => {
                  byPace.value = !byPace.value
                }}
              >
                {byPace.value ? words.byZone : words.byPace}
              </Button>
            </span>
          </div>
        </Panel>
      ) : null}
      {lanes.length === 0 ? null : (
        <Panel
          title={words.curves}
          aside={
            <div class="curves-actions">
              {hasDistance ? (
                <Choice
                  label={words.axis}
                  value={axis.value}
                  options={[
                    { value: 'distance', label: words.distance },
                    { value: 'time', label: words.time },
                  ]}
                  onChange={(value) => {
                    range.value = null
                    axis.value = value
                  }}
                />
              ) : null}
              {range.value === null ? null : (
                <Button
                  small
                  onClick={() => {
                    range.value = null
                  }}
                >
                  {words.all}
                </Button>
              )}
              <Button
                small
                kind="quiet"
                onClick={() => {
                  table.value = !table.value
                }}
              >
                {table.value ? words.chart : words.table}
              </Button>
            </div>
          }
        >
          {table.value ? (
            <CurvesTable lanes={lanes} place={place} rows={elapsed.length} />
          ) : (
            <Curves
              lanes={lanes}
              xs={xs}
              writeX={(x) =>
                byDistance
                  ? format.number(x / (format.reader.units === 'metric' ? 1000 : 1609.344), 1).replace(/[.,]0$/, '')
                  : toStopwatch(x)
              }
              place={place}
              cursor={cursor}
              range={range.value}
              onRange={(value) => {
                range.value = value
              }}
              lit={rows === null ? null : [xs[rows[0]] ?? 0, xs[rows[1]] ?? 0]}
              label={words.curvesText(lanes.map(({ name }) => name).join(', '), streams.gaps.length)}
              stride={(row, way) => {
                const now = elapsed[row] ?? 0
                const starts = laps.map(({ fromS }) => fromS)
                const next =
                  way === 1 ? starts.find((start) => start > now + 0.5) : starts.findLast((start) => start < now - 0.5)
                const found = next === undefined ? -1 : elapsed.findIndex((value) => value !== null && value >= next)
                return found === -1 ? row + way * 50 : found
              }}
            />
          )}
          <p class="curves-note">{words.thinned(format.number(elapsed.length), format.number(streams.rows))}</p>
        </Panel>
      )}
    </>
  )
}

/** First and last row within a part of the axis. */
function rowsWithin(xs: readonly (number | null)[], [from, to]: readonly [number, number]): [number, number] | null {
  const first = xs.findIndex((x) => x !== null && x >= from)
  const last = xs.findLastIndex((x) => x !== null && x <= to)
  return first === -1 || last <= first ? null : [first, last]
}

function CurvesTable(props: { lanes: ReturnType<typeof lanesOf>; place: (row: number) => string; rows: number }) {
  const { lanes, place, rows } = props
  const every = Math.max(1, Math.floor(rows / tableRows))
  const shown = Array.from({ length: Math.ceil(rows / every) }, (_, at) => at * every)
  return (
    <Table
      caption={words.curves}
      rows={shown}
      rowKey={String}
      columns={[
        { key: 'place', head: words.distance, cell: place },
        ...lanes.map((lane) => ({
          key: lane.key,
          head: `${lane.name}, ${lane.unit}`,
          number: true,
          cell: (row: number) => {
            const value = lane.values[row]
            return value === null || value === undefined ? nothing : lane.write(value)
          },
        })),
      ]}
    />
  )
}
