import type { HealthDayJson, TimelineJson } from '../../../src/contract/index.ts'
import { addDays, isLocalDate, type LocalDate } from '../../../src/domain/index.ts'
import { useResource } from '../../api/use-resource.ts'
import { useKey } from '../../app/keys.ts'
import { PageHead } from '../../app/page-head.tsx'
import type { PageProps } from '../../app/pages.ts'
import { useApp } from '../../app/use-app.ts'
import { type Fact, Facts } from '../../components/facts.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { Notices } from '../../components/notice.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { StateTag } from '../../components/tag.tsx'
import { asDay } from '../../format/as-day.ts'
import { toHours } from '../../format/duration.ts'
import type { Format } from '../../format/format.ts'
import { clockWithOffset } from '../../format/time.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { FetchDay } from './fetch-day.tsx'
import { AbsentPanel, ActivityPanel, SourcePanel } from './panels.tsx'
import { Sheet } from './sheet.tsx'
import './day.css'

const words = en.day

/** Twenty-four hours on one axis, and where they came from. */
export default function Day({ params }: PageProps) {
  const { router, keys } = useApp()
  const format = useFormat()
  const today = format.dayOf(Date.now())
  const day = isLocalDate(params.day) ? params.day : today
  const summary = useResource(`health/days ${day}`, (client, signal) => client.healthDay({ params: { day }, signal }))
  const line = useResource(`health/days ${day} timeline`, (client, signal) =>
    client.healthTimeline({ params: { day }, query: {}, signal }),
  )
  const go = (to: LocalDate) => {
    if (to <= today) router.go(`/day/${to}`)
  }
  useKey(keys, '[', () => go(addDays(day, -1)))
  useKey(keys, ']', () => go(addDays(day, 1)))
  const { data: timeline, problem } = line.value
  const health = summary.value.data
  return (
    <>
      <PageHead
        title={format.day.head(day)}
        line={timeline === null ? format.day.long(day) : <HeadLine timeline={timeline} format={format} />}
        actions={
          <>
            <IconButton icon="left" label={words.before} onClick={() => go(addDays(day, -1))} />
            <label class="day-choice">
              <span class="unseen">{words.choose}</span>
              <input
                type="date"
                value={day}
                max={today}
                onChange={({ currentTarget: { value } }) => isLocalDate(value) && go(value)}
              />
            </label>
            <IconButton
              icon="right"
              label={words.after}
              notNow={day >= today ? words.noTomorrow : null}
              onClick={() => go(addDays(day, 1))}
            />
          </>
        }
      />
      <Notices
        notices={
          line.value.state === 'offline'
            ? [
                {
                  id: 'offline',
                  kind: 'tells',
                  title: en.home.offline,
                  children: line.value.asOf === null ? '' : en.home.shownAsOf(format.clock(line.value.asOf)),
                },
              ]
            : []
        }
      />
      {timeline === null ? (
        problem === null ? (
          <Skeleton label={words.sheet} height={30} lines={8} />
        ) : (
          <ProblemNote problem={problem} />
        )
      ) : timeline.state === 'missing' && timeline.channels.length === 0 ? (
        <FetchDay day={day} />
      ) : (
        <>
          {health === null ? null : <Facts facts={factsOf(health, format)} />}
          {timeline.thinned ? <p class="day-thinned">{words.thinnedLong}</p> : null}
          <Sheet key={day} timeline={timeline} />
          <div class="day-panels">
            <SourcePanel timeline={timeline} />
            <ActivityPanel timeline={timeline} />
            <AbsentPanel health={health} />
          </div>
        </>
      )}
    </>
  )
}

function HeadLine({ timeline, format }: { timeline: TimelineJson; format: Format }) {
  const { as_of, settles_on, offsets, time_zone, settled, state } = timeline
  const offset = offsets[0]?.offset_s ?? 0
  const clock = as_of === null ? null : clockWithOffset(Date.parse(as_of), offset)
  const hours = (Date.parse(timeline.to) - Date.parse(timeline.from)) / 3_600_000
  return (
    <>
      {settled || state === 'missing' ? null : <StateTag state="provisional" />}{' '}
      {[
        clock === null ? null : words.until(clock),
        settles_on === null ? null : words.settles(format.day.short(asDay(settles_on))),
        words.zone(time_zone, offset),
        hours === 24 ? null : words.hours(hours),
      ]
        .filter((part) => part !== null)
        .join(' ')}
    </>
  )
}

function factsOf(
  { daily_summary: sum, sleep, hrv, training_readiness: readiness }: HealthDayJson,
  format: Format,
): Fact[] {
  const n = (value: unknown) => format.number(typeof value === 'number' ? value : null)
  const unit = (value: unknown, of: string) => format.withUnit(n(value), of)
  const minutes =
    sum == null || (sum.moderate_min === null && sum.vigorous_min === null)
      ? null
      : (sum.moderate_min ?? 0) + (sum.vigorous_min ?? 0)
  return [
    {
      label: words.facts.sleep,
      value: toHours(sleep?.total_s),
      note: sleep?.score == null ? undefined : words.facts.score(n(sleep.score)),
    },
    { label: words.facts.hrv, value: unit(hrv?.last_night_avg, 'ms'), note: hrv?.status?.toLowerCase() },
    { label: words.facts.resting, value: unit(sum?.hr_resting, 'bpm') },
    {
      label: words.facts.steps,
      value: n(sum?.steps),
      note: sum?.step_goal == null ? undefined : words.facts.of(n(sum.step_goal)),
    },
    { label: words.facts.active, value: unit(sum?.kcal_active, 'kcal'), note: words.facts.of(n(sum?.kcal_total)) },
    { label: words.facts.floors, value: n(sum?.floors_up), note: words.facts.down(n(sum?.floors_down)) },
    { label: words.facts.intensity, value: unit(minutes, 'min'), note: words.facts.vigorous(n(sum?.vigorous_min)) },
    {
      label: words.facts.readiness,
      value: n(readiness?.score),
      note: typeof readiness?.level === 'string' ? readiness.level.toLowerCase() : undefined,
    },
  ]
}
