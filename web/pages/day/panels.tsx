import { useSignal } from '@preact/signals'
import type { HealthDayJson, TimelineJson } from '../../../src/contract/index.ts'
import { useApp } from '../../app/use-app.ts'
import { Button } from '../../components/button.tsx'
import { Pairs } from '../../components/pairs.tsx'
import { Panel } from '../../components/panel.tsx'
import { toHours } from '../../format/duration.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'

const words = en.day

/** Which datasets say something of this day, when they were asked, and whether they said something else before. */
export function SourcePanel({ timeline }: { timeline: TimelineJson }) {
  const format = useFormat()
  const told = timeline.sources.filter(({ state }) => state !== 'empty')
  const main = told.filter(
    ({ dataset, channels, revised }) =>
      mains.has(dataset) || channels.length > 0 || (revised > 0 && dataset === 'sleep'),
  )
  const rest = told.filter((source) => !main.includes(source))
  const row = ({ title, state, settled, asked_at, files, revised, dataset }: TimelineJson['sources'][number]) =>
    [
      title,
      <>
        {words.source(state, settled, format.moment(Date.parse(asked_at), Date.now()), files)}
        {revised > 0 && dataset === 'sleep' ? (
          <FirstVersion day={timeline.day} times={revised} />
        ) : revised > 0 ? (
          `, ${words.revised(revised)}`
        ) : null}
      </>,
    ] as const
  return (
    <Panel title={words.sources}>
      {told.length === 0 ? <p class="quiet">{words.noSource}</p> : null}
      <Pairs pairs={main.map(row)} />
      {rest.length === 0 ? null : (
        <details class="day-all">
          <summary>{words.moreSources(rest.length)}</summary>
          <Pairs pairs={rest.map(row)} />
        </details>
      )}
      {main.map(({ dataset, sha256 }) =>
        sha256 === null ? null : (
          <code key={dataset} class="unseen">
            {words.hash(sha256)}
          </code>
        ),
      )}
    </Panel>
  )
}

/** Those that most of a day comes from. */
const mains = new Set(['daily_summary', 'sleep', 'hrv', 'hrv_daily', 'wellness_fit'])

/** What the night was before it was corrected, beside what it is. */
function FirstVersion({ day, times }: { day: string; times: number }) {
  const { client } = useApp()
  const before = useSignal<string | null>(null)
  const look = async () => {
    const { items } = await client.revisions({ params: { table: 'sleep', key: day } })
    const first = items.at(-1)?.old ?? {}
    before.value =
      typeof first.total_s === 'number'
        ? words.wasAsleep(toHours(first.total_s))
        : words.otherValues(Object.keys(first).length)
  }
  return (
    <>
      , {words.revised(times)}{' '}
      {before.value === null ? (
        <Button small kind="quiet" onClick={() => void look()}>
          {words.seeFirst}
        </Button>
      ) : (
        <strong>{before.value}</strong>
      )}
    </>
  )
}

export function ActivityPanel({ timeline }: { timeline: TimelineJson }) {
  const format = useFormat()
  const activities = timeline.events.filter(({ kind }) => kind === 'activity')
  return (
    <Panel title={words.activities}>
      {activities.length === 0 ? <p class="quiet">{words.noActivity}</p> : null}
      <ul class="day-activities">
        {activities.map(({ activity_id, title, type, value }) => {
          const { value: distance, unit } = format.distance(value === 0 ? null : value)
          return (
            <li key={activity_id}>
              <a href={`/activities/${activity_id}`} dir="auto">
                {title ?? type}
              </a>{' '}
              <span class="figures">{format.withUnit(distance, unit)}</span>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

/** What is not in this day, and why: asked and empty, failed, or never asked. */
export function AbsentPanel({ health }: { health: HealthDayJson | null }) {
  const states = Object.entries(health?.states ?? {})
  const named = (state: string) => states.filter(([, one]) => one.state === state).map(([name]) => words.section(name))
  const lines = (['empty', 'failed', 'missing'] as const).flatMap((state) => {
    const names = named(state)
    return names.length === 0 ? [] : [words.absent[state](names.join(', '))]
  })
  return (
    <Panel title={words.absentTitle}>
      {lines.length === 0 ? <p class="quiet">{words.nothingAbsent}</p> : lines.map((line) => <p key={line}>{line}</p>)}
    </Panel>
  )
}
