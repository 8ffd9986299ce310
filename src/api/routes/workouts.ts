import type { OpenAPIHono } from '@hono/zod-openapi'
import { routes, type WorkoutJson } from '../../contract/index.ts'
import { fail, toId64 } from '../../domain/index.ts'
import type { Env } from '../env.ts'
import { createRows, type RowJson } from '../services/rows.ts'
import type { ApiServices } from '../services/types.ts'

export function addWorkoutRoutes(app: OpenAPIHono<Env>, services: ApiServices): void {
  const rows = createRows(services)

  app.openapi(routes.workouts, async (c) => {
    const { limit = 50, cursor = null } = c.req.valid('query')
    const { userId } = c.var.session
    const page = await rows.page({ table: rows.mustHave('workout'), userId, limit, cursor })
    return c.json({ ...page, items: page.items as WorkoutJson[] }, 200)
  })

  app.openapi(routes.workout, async (c) => {
    const { userId } = c.var.session
    const given = c.req.valid('param').workout_id
    const workout_id = toId64(given)
    const workout = workout_id === null ? null : await rows.one('workout', userId, { workout_id })
    if (workout === null) throw fail('workout.not-found', { value: given })
    const steps = await rows.parts('workout_step', userId, { workout_id })
    const schedule = await rows.parts('workout_schedule', userId, { workout_id })
    return c.json({ ...(workout as WorkoutJson), steps: steps.sort(byPath), schedule: schedule.sort(newestFirst) }, 200)
  })
}

function newestFirst(a: RowJson, b: RowJson): number {
  return String(a.date) < String(b.date) ? 1 : -1
}

/** `10` after `9`, `3.1` after `3`. */
function byPath(a: RowJson, b: RowJson): number {
  const [left, right] = [a, b].map((row) => String(row.step_path).split('.').map(Number)) as [number[], number[]]
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? -1) - (right[at] ?? -1)
    if (difference !== 0) return difference
  }
  return 0
}
