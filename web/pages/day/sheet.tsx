import { useMemo, useState } from 'preact/hooks'
import type { TimelineJson } from '../../../src/contract/index.ts'
import { ChartTable } from '../../charts/chart-table.tsx'
import { createCursor } from '../../charts/cursor.ts'
import { hourTicks, offsetAt } from '../../charts/day-clock.ts'
import { Plot, Ticks } from '../../charts/plot.tsx'
import { Legend } from '../../components/legend.tsx'
import { Panel } from '../../components/panel.tsx'
import { toHours } from '../../format/duration.ts'
import { clockWithOffset } from '../../format/time.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { LaneView } from './lane-view.tsx'
import { boundsOf, eventRows, type Lane, laneOf, lanes, reasonAt, stageBoxes, valueAt } from './lanes.ts'

const words = en.day
const sleepHeight = 62
/** About how much of the day an event's label takes. */
const labelMs = 3.4 * 3_600_000

/** Everything of one day on one axis. */
export function Sheet({ timeline }: { timeline: TimelineJson }) {
  const format = useFormat()
  const cursor = useMemo(createCursor, [])
  const day = boundsOf(timeline)
  const [zoom, setZoom] = useState<{ from: number; to: number } | null>(null)
  const { from, to } = zoom ?? { from: day.start, to: day.end }
  const narrow = window.matchMedia('(max-width: 39.99em)').matches
  const share = (at: number) => Math.min(1, Math.max(0, (at - from) / (to - from)))
  const every = narrow ? 6 : to - from < 8 * 3_600_000 ? 1 : 2
  const ticks = hourTicks(day, every)
    .filter(({ at }) => at >= from && at <= to)
    .map(({ at, label, again }) => ({ at: share(at), label: again ? words.again(label) : label }))
  const clock = (at: number) => clockWithOffset(at, offsetAt(day, at))
  const byName = new Map<string, Lane>(
    timeline.channels.map((channel) => [
      channel.channel,
      laneOf(
        channel,
        day.start,
        channel.channel !== 'heart_rate' && channel.channel !== 'spo2' && channel.channel !== 'respiration',
      ),
    ]),
  )
  const until = timeline.as_of === null ? null : Date.parse(timeline.as_of)
  const off = timeline.runs.filter(({ channel }) => channel === null)
  const at = cursor.value
  const read = (name: string, instant: number): string => {
    const lane = byName.get(name)
    const value = lane === undefined ? null : valueAt(lane, instant)
    if (value !== null) return format.number(value)
    const reason = reasonAt(timeline.runs, name, instant)
    return reason === null ? '–' : words.reasons[reason]
  }
  const boxes = stageBoxes(timeline, day)
  const [night] = timeline.nights
  const early = night?.start_utc != null && Date.parse(night.start_utc) < day.start
  const events = eventRows(timeline.events, labelMs)
  const eventHeight = 10 + Math.max(1, ...events.map(({ row }) => row + 1)) * 20
  const zoomTo = (span: { from: number; to: number } | null) => {
    if (span === null) return setZoom(null)
    const next = { from: Math.max(day.start, span.from), to: Math.min(day.end, span.to) }
    setZoom(next.to - next.from > 600_000 && (next.from > day.start || next.to < day.end) ? next : null)
  }
  const reasonFor = (name: string) =>
    timeline.thinned
      ? words.thinned
      : timeline.state === 'missing'
        ? words.neverAsked
        : words.noChannel(words.channels[name as keyof typeof words.channels])
  const tableRows = (byName.get('heart_rate')?.times ?? [...byName.values()][0]?.times ?? [])
    .filter((_, index) => index % 5 === 0)
    .map((time) => [clock(time), ...lanes.map(({ channel }) => read(channel, time))])
  return (
    <Panel label={words.sheet}>
      <ChartTable
        label={words.table}
        head={[words.time, ...lanes.map(({ channel }) => words.channels[channel])]}
        rows={tableRows}
      >
        <div class="lanes" data-zoomed={zoom !== null}>
          <div class="lane lane-hours">
            <span />
            <Ticks ticks={ticks} />
            <span class="lane-now figures">{at === null ? '' : clock(at)}</span>
          </div>
          <div class="lanes-over" aria-hidden="true">
            {off.map(({ from: start, to: end }) => (
              <div
                key={start}
                class="not-worn"
                style={{
                  left: `${share(Date.parse(start)) * 100}%`,
                  width: `${(share(Date.parse(end)) - share(Date.parse(start))) * 100}%`,
                }}
              >
                <span>
                  <strong>{words.reasons['not-worn']}</strong>
                  {clock(Date.parse(start))}–{clock(Date.parse(end))}
                </span>
              </div>
            ))}
            {until === null || until >= to ? null : (
              <div class="to-come" style={{ left: `${share(until) * 100}%` }}>
                <span>
                  <strong>{words.notUploaded}</strong>
                  {words.lastUpload(clock(until))}
                </span>
              </div>
            )}
          </div>
          <div class="lane" data-hue="sleep">
            <LaneName name={words.channels.sleep} note={night?.total_s == null ? null : toHours(night.total_s)} />
            {boxes.length === 0 ? (
              <div class="lane-empty" style={{ height: `${sleepHeight}px` }}>
                {night === undefined ? words.noNight : words.noStages}
              </div>
            ) : (
              <Plot
                bare
                grid
                axis="none"
                label={words.sleepSentence(
                  toHours(night?.total_s),
                  night?.start_utc == null ? '' : clock(Date.parse(night.start_utc)),
                  night?.end_utc == null ? '' : clock(Date.parse(night.end_utc)),
                )}
                height={sleepHeight}
                scale={null}
                ticks={ticks}
              >
                <svg
                  class="plot-field"
                  viewBox={`0 0 1000 ${sleepHeight}`}
                  preserveAspectRatio="none"
                  aria-hidden="true"
                  focusable="false"
                >
                  {boxes.map(({ stage, row, start, end }) => (
                    <rect
                      key={`${start}${stage}`}
                      class={`stage stage-${stage}`}
                      x={share(start) * 1000}
                      width={Math.max(0.6, (share(end) - share(start)) * 1000)}
                      y={3 + row * 14.5}
                      height="11"
                    />
                  ))}
                </svg>
                {early ? (
                  <span class="lane-early" title={words.began(clock(Date.parse(night?.start_utc ?? '')))} />
                ) : null}
                <span
                  class="lane-night-words"
                  style={{
                    left: `calc(${share(boxes.at(-1)?.end ?? from) * 100}% + 0.5rem)`,
                    // A night that ends late in the day leaves little room.
                    maxWidth: `calc(${(1 - share(boxes.at(-1)?.end ?? from)) * 100}% - 0.5rem)`,
                  }}
                >
                  {night?.start_utc == null || night.end_utc == null
                    ? ''
                    : words.nightFrom(
                        early ? format.day.withWeekday(format.dayOf(Date.parse(night.start_utc))) : '',
                        clock(Date.parse(night.start_utc)),
                        clock(Date.parse(night.end_utc)),
                      )}
                </span>
              </Plot>
            )}
            <span class="lane-value">
              {at === null ? '' : (boxes.find(({ start, end }) => at >= start && at < end)?.stage ?? '–')}
            </span>
          </div>
          {lanes.map((about, index) => {
            const lane = byName.get(about.channel) ?? null
            const name = words.channels[about.channel]
            return (
              <div class="lane" key={about.channel}>
                <LaneName
                  name={name}
                  note={lane === null ? null : noteOf(about.channel, lane, format.number, format.range)}
                />
                <LaneView
                  lane={lane}
                  about={about}
                  reason={reasonFor(about.channel)}
                  runs={timeline.runs}
                  from={from}
                  to={to}
                  ticks={ticks}
                  cursor={cursor}
                  say={(instant) => words.said(clock(instant), name, read(about.channel, instant))}
                  pill={index === 0 ? clock : undefined}
                  onZoom={zoomTo}
                />
                <span class="lane-value figures">
                  {at === null ? '' : <b>{read(about.channel, at)}</b>}
                  {at === null ? null : <small>{words.units[about.channel]}</small>}
                </span>
              </div>
            )
          })}
          <div class="lane">
            <LaneName name={words.events} note={null} />
            <div class="lane-events" style={{ height: `${eventHeight}px` }}>
              {events.map(({ kind, from: start, to: end, title, type, activity_id, value, row }) => {
                const [left, right] = [share(Date.parse(start)), share(Date.parse(end ?? start))]
                const distance = kind === 'activity' && value !== null && value > 0 ? format.distance(value) : null
                const label = `${title ?? words.event(kind, type)}${distance === null ? '' : `, ${format.withUnit(distance.value, distance.unit)}`}`
                const place = {
                  left: `${left * 100}%`,
                  top: `${6 + row * 20}px`,
                  '--long': `${Math.max(0, right - left) * 100}%`,
                }
                const flip = left > 0.72
                const inner = (
                  <>
                    <span class="event-bar" style={{ width: `max(4px, calc(var(--long)))` }} />
                    <span class="event-label" dir="auto">
                      {label}
                    </span>
                  </>
                )
                return activity_id === null ? (
                  <span
                    key={`${start}${kind}`}
                    class="event"
                    data-kind={kind}
                    data-flip={flip}
                    style={place}
                    title={`${clock(Date.parse(start))} ${label}`}
                  >
                    {inner}
                  </span>
                ) : (
                  <a
                    key={`${start}${kind}`}
                    class="event"
                    data-kind={kind}
                    data-flip={flip}
                    style={place}
                    href={`/activities/${activity_id}`}
                  >
                    {inner}
                  </a>
                )
              })}
            </div>
            <span class="lane-value" />
          </div>
        </div>
      </ChartTable>
      <p class="lanes-readout figures">
        {at === null
          ? ''
          : `${clock(at)} · ${lanes.map(({ channel }) => `${words.channels[channel]} ${read(channel, at)}`).join(' · ')}`}
      </p>
      <Legend
        entries={[
          ...(off.length === 0 ? [] : [{ kind: 'hatch' as const, label: words.reasons['not-worn'] }]),
          ...(timeline.runs.some(({ reason }) => reason === 'moving')
            ? [{ kind: 'dotted' as const, token: 'ink-3', label: words.movingLegend }]
            : []),
          ...(timeline.runs.some(({ reason }) => reason === 'sensor-off')
            ? [{ kind: 'line' as const, token: 'ink-3', label: words.reasons['sensor-off'] }]
            : []),
          ...(until === null ? [] : [{ kind: 'plain' as const, token: 'inset', label: words.toCome }]),
        ]}
        aside={words.keys}
      />
    </Panel>
  )
}

function LaneName({ name, note }: { name: string; note: string | null }) {
  return (
    <span class="lane-name">
      <strong>{name}</strong>
      {note === null ? null : <span class="figures">{note}</span>}
    </span>
  )
}

function noteOf(
  channel: string,
  lane: Lane,
  number: (value: number | null) => string,
  range: (low: number | null, high: number | null) => string,
): string {
  if (channel === 'steps') return number(lane.sum)
  if (channel === 'stress' || channel === 'spo2') return words.meanOf(number(lane.mean))
  return range(lane.min, lane.max)
}
