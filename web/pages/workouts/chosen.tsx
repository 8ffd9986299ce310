import type { WorkoutStepJson } from '../../../src/contract/index.ts'
import { isLocalDate } from '../../../src/domain/index.ts'
import { useResource } from '../../api/use-resource.ts'
import { WorkoutShape } from '../../charts/workout-shape.tsx'
import { Panel } from '../../components/panel.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { stepWords } from './step-words.ts'

const words = en.workouts

/** The workout that the address names: its shape, its steps, and when it was done. */
export function Chosen({ workout_id }: { workout_id: string }) {
  const format = useFormat()
  const { value: shown } = useResource(`workouts ${workout_id}`, (client, signal) =>
    client.workout({ params: { workout_id }, signal }),
  )
  if (shown.data === null)
    return (
      <Panel label={words.loading}>
        {shown.problem === null ? (
          <Skeleton label={words.loading} height={14} />
        ) : (
          <ProblemNote problem={shown.problem} now={Date.now()} />
        )}
      </Panel>
    )
  const { name, sport, steps, schedule, description } = shown.data
  const title = name ?? words.nameless
  const done = schedule.find((row) => typeof row.done_activity_id === 'string')
  return (
    <Panel title={<span dir="auto">{title}</span>}>
      {typeof description === 'string' && description !== '' ? (
        <p class="note" dir="auto">
          {description}
        </p>
      ) : null}
      <WorkoutShape steps={steps} sport={sport} label={words.shapeText(title, steps.length)} large />
      <Steps steps={steps} sport={sport} />
      {done !== undefined && isLocalDate(done.date) ? (
        <p class="note">
          {words.doneOn(format.day.long(done.date))}{' '}
          <a href={`/activities/${String(done.done_activity_id)}`}>{words.activity}</a>
        </p>
      ) : null}
    </Panel>
  )
}

function Steps({ steps, sport }: { steps: readonly WorkoutStepJson[]; sport: string | null }) {
  const format = useFormat()
  return (
    <ol class="steps">
      {steps.map((step) => {
        if (step.kind === 'repeat' || step.steps.length > 0)
          return (
            <li key={step.step_path} class="step-repeat">
              <p>{words.times(format.number(typeof step.iterations === 'number' ? step.iterations : 1))}</p>
              <Steps steps={step.steps} sport={sport} />
            </li>
          )
        const { name, until, target } = stepWords(step, sport, format, words)
        return (
          <li key={step.step_path} class="step">
            <span dir="auto">{name}</span>
            <span class="figures">{until}</span>
            <span class="step-target">{target}</span>
          </li>
        )
      })}
    </ol>
  )
}
