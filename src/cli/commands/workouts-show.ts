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
    const steps = workout.steps.flatMap((step, index) => [
      '',
      colors.bold(`Step ${String(step.step_path ?? index + 1)}`),
      ...recordLines({ ...step, step_path: null }, colors),
    ])
    const name = workout.name === null ? '' : `: ${plain(workout.name)}`
    return { sentence: `Workout ${workout.workout_id}${name}.`, data: workout, lines: [...known, ...steps] }
  },
})

function dayText({ date, done_activity_id }: Readonly<Record<string, unknown>>): string {
  return typeof done_activity_id === 'string' ? `${date} (done)` : `${date}`
}
