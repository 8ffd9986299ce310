import type { OpenAPIHono } from '@hono/zod-openapi'
import { routes, type ScheduledWorkoutJson, type WorkoutJson } from '../../contract/index.ts'
import { addDays, daysBetween, fail, type LocalDate, toId64, type UserId } from '../../domain/index.ts'
import { dayOf } from '../days.ts'
import type { Env } from '../env.ts'
import { groupBy } from '../services/group-by.ts'
import { createRows, type RowJson } from '../services/rows.ts'
import type { ApiServices } from '../services/types.ts'
import { toSteps } from '../services/workout-steps.ts'

/** Two weeks, as the page shows them. */
const defaultDays = 14
const mostDays = 366

export function addWorkoutRoutes(app: OpenAPIHono<Env>, services: ApiServices): void {
  const rows = createRows(services)

  const withSteps = async (userId: UserId, workouts: readonly WorkoutJson[]): Promise<WorkoutJson[]> => {
    const all = groupBy(await rows.parts('workout_step', userId, {}), ({ workout_id }) => String(workout_id))
    return workouts.map((workout) => ({ ...workout, steps: toSteps(all.get(workout.workout_id) ?? []) }))
  }

  app.openapi(routes.workouts, async (c) => {
    const { limit = 50, cursor = null, steps = false } = c.req.valid('query')
    const { userId } = c.var.session
    const page = await rows.page({ table: rows.mustHave('workout'), userId, limit, cursor })
    const items = page.items as WorkoutJson[]
    return c.json({ ...page, items: steps ? await withSteps(userId, items) : items }, 200)
  })

  /** @throws usage.range, naming the field */
  const spanOf = async (userId: UserId, words: { from?: string | undefined; to?: string | undefined }) => {
    const from = await dayOf(services, userId, 'from', words.from ?? 'today')
    const to = words.to === undefined ? addDays(from, defaultDays - 1) : await dayOf(services, userId, 'to', words.to)
    if (to < from || daysBetween(from, to) > mostDays) throw fail('usage.range', { from, to, field: 'to' })
    return { from, to }
  }

  // Before the route that takes anything for an id.
  app.openapi(routes.workoutSchedule, async (c) => {
    const { userId } = c.var.session
    const span = await spanOf(userId, c.req.valid('query'))
    const table = rows.mustHave('workout_schedule')
    const order = [{ column: 'date', descending: false }]
    const found = await rows.page({ table, userId, between: { column: 'date', ...span }, order, limit: 1000 })
    const items = await Promise.all(found.items.map((row) => scheduled(userId, row)))
    return c.json({ ...span, items }, 200)
  })

  const scheduled = async (userId: UserId, row: RowJson): Promise<ScheduledWorkoutJson> => {
    const id = (column: string) => (typeof row[column] === 'string' ? row[column] : null)
    const [workout_id, done_activity_id, plan_id] = [id('workout_id'), id('done_activity_id'), id('plan_id')]
    const workout = workout_id === null ? null : await rows.one('workout', userId, { workout_id })
    const done =
      done_activity_id === null ? null : await rows.one('activity', userId, { activity_id: done_activity_id })
    const plan = plan_id === null ? null : await rows.one('training_plan', userId, { plan_id })
    const number = (value: unknown) => (typeof value === 'number' ? value : null)
    const text = (value: unknown) => (typeof value === 'string' ? value : null)
    return {
      schedule_id: String(row.schedule_id),
      date: String(row.date) as LocalDate,
      workout_id,
      title: text(row.name) ?? text(workout?.name),
      sport: text(row.sport) ?? text(workout?.sport),
      est_s: number(workout?.est_s),
      done_activity_id,
      done_s: number(done?.timer_s) ?? number(done?.elapsed_s),
      plan: text(plan?.name),
      is_rest_day: row.is_rest_day === true,
      is_race: row.is_race === true,
    }
  }

  app.openapi(routes.workout, async (c) => {
    const { userId } = c.var.session
    const given = c.req.valid('param').workout_id
    const workout_id = toId64(given)
    const workout = workout_id === null ? null : await rows.one('workout', userId, { workout_id })
    if (workout === null) throw fail('workout.not-found', { value: given })
    const steps = toSteps(await rows.parts('workout_step', userId, { workout_id }))
    const schedule = await rows.parts('workout_schedule', userId, { workout_id })
    return c.json({ ...(workout as WorkoutJson), steps, schedule: schedule.sort(newestFirst) }, 200)
  })
}

function newestFirst(a: RowJson, b: RowJson): number {
  return String(a.date) < String(b.date) ? 1 : -1
}
