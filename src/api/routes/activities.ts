import type { OpenAPIHono } from '@hono/zod-openapi'
import { type ActivityJson, routes } from '../../contract/index.ts'
import { fail, toId64, type UserId } from '../../domain/index.ts'
import { betweenDays, daysOf } from '../days.ts'
import type { Env } from '../env.ts'
import { toColumns } from '../services/activity-columns.ts'
import { createRows, type RowJson } from '../services/rows.ts'
import type { ApiServices } from '../services/types.ts'

const originalDataset = 'activity_original'
/** More than any race has. */
const maxLegs = 100

export function addActivityRoutes(app: OpenAPIHono<Env>, services: ApiServices): void {
  const { store } = services
  const rows = createRows(services)
  /** @throws activity.not-found, also for what cannot be an id */
  const find = async (userId: UserId, id: string): Promise<ActivityJson> => {
    const activity_id = toId64(id)
    const row = activity_id === null ? null : await rows.one('activity', userId, { activity_id })
    if (row === null) throw fail('activity.not-found', { value: id })
    return toActivity(row)
  }

  const gearOf = async (userId: UserId, activity_id: string): Promise<RowJson[]> => {
    const links = await rows.parts('activity_gear', userId, { activity_id })
    const found = await Promise.all(
      links.map(({ gear_uuid }) => rows.one('gear', userId, { gear_uuid: `${gear_uuid}` })),
    )
    return found.filter((row) => row !== null)
  }

  const legsOf = async (userId: UserId, parent_activity_id: string) => {
    const order = [{ column: 'start_utc', descending: false }]
    const where = { parent_activity_id }
    return (await rows.page({ table: rows.mustHave('activity'), userId, where, order, limit: maxLegs })).items
  }

  app.openapi(routes.activities, async (c) => {
    const { userId } = c.var.session
    const { limit = 50, cursor = null, deleted = false, type, ...words } = c.req.valid('query')
    const table = rows.mustHave('activity')
    const days = await daysOf(services, userId, words)
    const page = await rows.page({
      table,
      userId,
      limit,
      cursor,
      deleted,
      // Legs are shown with their parent, which holds their sum.
      where: { parent_activity_id: null, ...(type === undefined ? {} : { type_key: type }) },
      // The day on which it was for the person, not in UTC.
      ...betweenDays(table, 'start_local', days),
    })
    return c.json({ ...page, items: page.items.map(toActivity) }, 200)
  })

  app.openapi(routes.activity, async (c) => {
    const { userId } = c.var.session
    const activity = await find(userId, c.req.valid('param').activity_id)
    const { activity_id } = activity
    const originals = await store.originals.list(userId, originalDataset, activity_id)
    return c.json(
      {
        ...activity,
        sessions: await rows.parts('activity_session', userId, { activity_id }),
        zones: await rows.parts('activity_zone_time', userId, { activity_id }),
        gear: await gearOf(userId, activity_id),
        sets: await rows.parts('activity_set', userId, { activity_id }),
        splits: await rows.parts('activity_split', userId, { activity_id }),
        split_summaries: await rows.parts('activity_split_summary', userId, { activity_id }),
        connect_laps: await rows.parts('activity_connect_lap', userId, { activity_id }),
        legs: (await legsOf(userId, activity_id)).map(toActivity),
        weather: await rows.one('activity_weather', userId, { activity_id }),
        originals: originals.map(({ name, extension, sha256, size }) => ({ name, extension, sha256, size })),
      },
      200,
    )
  })

  app.openapi(routes.activityFile, async (c) => {
    const { userId } = c.var.session
    const { activity_id, is_manual } = await find(userId, c.req.valid('param').activity_id)
    const originals = await store.originals.list(userId, originalDataset, activity_id)
    // An archive may hold more than one file; what the device wrote is the FIT file.
    const original = originals.find((one) => one.extension === 'fit') ?? originals[0]
    if (original === undefined)
      throw fail('activity.no-file', { value: activity_id, detail: is_manual ? ': it was entered by hand' : '' })
    const bytes = await store.originals.read(userId, original.sha256, original.extension)
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${activity_id}.${original.extension}"`,
      },
    })
  })

  app.openapi(routes.activityLaps, async (c) => {
    const { userId } = c.var.session
    const { activity_id } = await find(userId, c.req.valid('param').activity_id)
    // What the person corrected in Garmin Connect wins over what the watch took it for.
    const corrected = await rows.parts('activity_set', userId, { activity_id })
    return c.json(
      {
        activity_id,
        items: await rows.parts('activity_lap', userId, { activity_id }),
        lengths: await rows.parts('activity_length', userId, { activity_id }),
        sets: corrected.length > 0 ? corrected : await rows.parts('activity_file_set', userId, { activity_id }),
      },
      200,
    )
  })

  app.openapi(routes.activityStreams, async (c) => {
    const { userId } = c.var.session
    const { activity_id, original_status } = await find(userId, c.req.valid('param').activity_id)
    const { part = 'record', points = null, by = 'time', channels } = c.req.valid('query')
    const stored = await store.rows.streams(userId, activity_id, part)
    const wanted = channels?.split(',').map((name) => name.trim()) ?? null
    return c.json(
      {
        activity_id,
        part,
        original_status: typeof original_status === 'string' ? original_status : null,
        ...toColumns(stored, { points, by, wanted }),
      },
      200,
    )
  })
}

/** Yes or no even where the answer that says it has not come yet. */
function toActivity(row: RowJson): ActivityJson {
  return { ...row, is_manual: row.is_manual === true, has_original: row.has_original === true } as ActivityJson
}
