import type { WorkoutStepJson } from '../../contract/index.ts'
import { defineCommand } from '../command.ts'
import { id, required } from '../options.ts'
import { recordLines } from '../record-lines.ts'
import { pairs } from '../table.ts'
import { clockTime, distance, localTime, plain } from '../text.ts'

/** The newest days for which it is planned; a workout of every week would fill the screen. */
const shown = 6

/** One workout with its steps; works offline. */
export const command = defineCommand({
  args: { id: required('ID', 'As `workouts list` shows it.', id('workout.not-found')) },
  options: {},
  examples: [{ run: 'garminsync workouts show 1234567', about: 'one workout' }],
  async run({ args, connect, output }) {
    const { client } = await connect()
    const workout = await client.workout({ params: { workout_id: args.id } })
    const { colors } = output
    const known = pairs(
      [
        ['workout', `${workout.workout_id}  ${plain(workout.name)}`],
        ['sport', plain(workout.sport)],
        ['time', clockTime(workout.est_s)],
        ['distance', distance(workout.est_m)],
        ['changed', localTime(workout.updated)],
        ...(workout.schedule.length === 0
          ? []
          : [['planned', workout.schedule.slice(0, shown).map(dayText).join(', ')] as const]),
      ],
      colors,
    )
    const steps = inOrder(workout.steps).flatMap((step) => [
      '',
      colors.bold(`Step ${plain(step.step_path)}`),
      ...recordLines({ ...step, step_path: null, steps: null }, colors),
    ])
    const name = workout.name === null ? '' : `: ${plain(workout.name)}`
    return { sentence: `Workout ${workout.workout_id}${name}.`, data: workout, lines: [...known, ...steps] }
  },
})

/** A repeat, then what it repeats. */
function inOrder(steps: readonly WorkoutStepJson[]): WorkoutStepJson[] {
  return steps.flatMap((step) => [step, ...inOrder(step.steps)])
}

function dayText({ date, done_activity_id }: Readonly<Record<string, unknown>>): string {
  return typeof done_activity_id === 'string' ? `${date} (done)` : `${date}`
}
