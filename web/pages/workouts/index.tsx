import { addDays, isLocalDate, type LocalDate, toEpochDay } from '../../../src/domain/index.ts'
import { useResource } from '../../api/use-resource.ts'
import { PageHead } from '../../app/page-head.tsx'
import type { PageProps } from '../../app/pages.ts'
import { useApp } from '../../app/use-app.ts'
import { WorkoutShape } from '../../charts/workout-shape.tsx'
import { Button } from '../../components/button.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { Nothing } from '../../components/nothing.tsx'
import { Notice } from '../../components/notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { Table } from '../../components/table.tsx'
import { toHours } from '../../format/duration.ts'
import { typeWord } from '../../format/sport.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { Chosen } from './chosen.tsx'
import { Plan } from './plan.tsx'
import './workouts.css'

const words = en.workouts

function mondayOf(day: LocalDate): LocalDate {
  return addDays(day, -((toEpochDay(day) + 3) % 7))
}

/** What is planned, and what became of it. Read only. */
export default function WorkoutsPage({ query }: PageProps) {
  const { router } = useApp()
  const format = useFormat()
  const today = format.dayOf(Date.now())
  const asked = query.get('from')
  const from = mondayOf(isLocalDate(asked) ? asked : today)
  const { value: library } = useResource('workouts library', (client, signal) =>
    client.workouts({ query: { limit: 1000, steps: true }, signal }),
  )
  const { value: plan } = useResource(`workouts schedule ${from}`, (client, signal) =>
    client.workoutSchedule({ query: { from, to: addDays(from, 13) }, signal }),
  )
  const workouts = library.data?.items ?? []
  const items = plan.data?.items ?? []
  const chosen = query.get('workout') ?? workouts[0]?.workout_id ?? null
  const move = (by: number) => router.setQuery({ from: addDays(from, by) })
  return (
    <>
      <PageHead
        title={words.title}
        line={
          library.data === null
            ? undefined
            : words.line(
                format.number(workouts.length),
                format.number(items.filter(({ date }) => date >= today).length),
              )
        }
        actions={
          <>
            <IconButton icon="left" label={words.before} onClick={() => move(-14)} />
            <Button onClick={() => router.setQuery({ from: null })}>{words.plan}</Button>
            <IconButton icon="right" label={words.after} onClick={() => move(14)} />
          </>
        }
      />
      {library.state === 'offline' && library.asOf !== null ? (
        <Notice kind="tells" title={en.frame.offline(format.clock(library.asOf))} />
      ) : null}
      <Panel flush label={words.plan}>
        {plan.data === null && plan.problem !== null ? (
          <ProblemNote problem={plan.problem} now={Date.now()} />
        ) : (
          <Plan
            from={from}
            today={today}
            items={items}
            workouts={new Map(workouts.map((one) => [one.workout_id, one]))}
          />
        )}
      </Panel>
      <div class="workouts-columns">
        <Panel flush title={words.library}>
          {library.data === null ? (
            library.problem === null ? (
              <Skeleton label={words.loading} height={14} />
            ) : (
              <ProblemNote problem={library.problem} now={Date.now()} />
            )
          ) : workouts.length === 0 ? (
            <div class="workouts-none">
              <Nothing title={words.none}>{words.noneYet}</Nothing>
            </div>
          ) : (
            <Table
              caption={words.library}
              rows={workouts}
              rowKey={({ workout_id }) => workout_id}
              rowHref={({ workout_id }) => hrefOf(query, workout_id)}
              selected={({ workout_id }) => workout_id === chosen}
              columns={[
                { key: 'name', head: words.name, cell: ({ name }) => <span dir="auto">{name ?? words.nameless}</span> },
                {
                  key: 'shape',
                  head: words.shape,
                  headUnseen: true,
                  wideOnly: true,
                  cell: ({ steps = [], sport, name }) => (
                    <WorkoutShape
                      steps={steps}
                      sport={sport}
                      label={words.shapeText(name ?? words.nameless, steps.length)}
                    />
                  ),
                },
                { key: 'sport', head: words.sport, wideOnly: true, cell: ({ sport }) => typeWord(sport) },
                {
                  key: 'time',
                  head: words.time,
                  number: true,
                  cell: ({ est_s }) => toHours(est_s === 0 ? null : est_s),
                },
                {
                  key: 'distance',
                  head: words.distance,
                  number: true,
                  cell: ({ est_m }) => {
                    const { value, unit } = format.distance(est_m === 0 ? null : est_m)
                    return format.withUnit(value, unit)
                  },
                },
                {
                  key: 'updated',
                  head: words.updated,
                  number: true,
                  cell: ({ updated }) =>
                    updated === null ? '–' : format.day.near(format.dayOf(Date.parse(updated)), today),
                },
              ]}
            />
          )}
        </Panel>
        {chosen === null ? null : <Chosen key={chosen} workout_id={chosen} />}
      </div>
    </>
  )
}

function hrefOf(query: URLSearchParams, workout_id: string): string {
  const next = new URLSearchParams(query)
  next.set('workout', workout_id)
  return `/workouts?${next}`
}
