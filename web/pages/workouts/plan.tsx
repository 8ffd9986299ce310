import type { ScheduledWorkoutJson, WorkoutJson } from '../../../src/contract/index.ts'
import { addDays, eachDay, type LocalDate } from '../../../src/domain/index.ts'
import { WorkoutShape } from '../../charts/workout-shape.tsx'
import { Icon } from '../../components/icon.tsx'
import { toStopwatch } from '../../format/duration.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'

const words = en.workouts

export interface PlanProps {
  readonly from: LocalDate
  readonly today: LocalDate
  readonly items: readonly ScheduledWorkoutJson[]
  readonly workouts: ReadonlyMap<string, WorkoutJson>
}

/** Two weeks as a grid, on a phone as a list of the days that hold something. */
export function Plan({ from, today, items, workouts }: PlanProps) {
  const format = useFormat()
  return (
    <ol class="plan">
      {[...eachDay(from, addDays(from, 13))].map((day) => {
        const own = items.filter(({ date }) => date === day)
        const name = `${format.day.weekday(day)} ${Number(day.slice(8))}`
        return (
          <li key={day} data-today={day === today} data-past={day < today} data-empty={own.length === 0}>
            <p class="plan-day">
              {day === today ? words.today(name) : name}
              {own.length === 0 ? <span class="unseen">: {words.nothingOn}</span> : null}
            </p>
            {own.map((item) => (
              <Planned
                key={item.schedule_id}
                item={item}
                from={from}
                workout={workouts.get(item.workout_id ?? '') ?? null}
              />
            ))}
          </li>
        )
      })}
    </ol>
  )
}

function Planned({
  item,
  workout,
  from,
}: {
  item: ScheduledWorkoutJson
  workout: WorkoutJson | null
  from: LocalDate
}) {
  const title = item.is_rest_day ? words.rest : (item.title ?? words.nameless)
  return (
    <div class="planned" data-done={item.done_activity_id !== null}>
      {item.workout_id === null ? (
        <strong dir="auto">{title}</strong>
      ) : (
        <a class="planned-title" href={`/workouts?from=${from}&workout=${item.workout_id}`} dir="auto">
          {title}
        </a>
      )}
      {workout?.steps === undefined || workout.steps.length === 0 ? null : (
        <WorkoutShape
          steps={workout.steps}
          sport={workout.sport}
          label={words.shapeText(title, workout.steps.length)}
        />
      )}
      {item.done_activity_id === null ? null : (
        <a class="planned-done" href={`/activities/${item.done_activity_id}`}>
          <Icon name="check" /> {item.done_s === null ? words.doneOnly : words.done(toStopwatch(item.done_s))}
        </a>
      )}
    </div>
  )
}
