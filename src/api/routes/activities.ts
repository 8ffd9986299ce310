import type { OpenAPIHono } from '@hono/zod-openapi'
import { routes } from '../../contract/index.ts'
import { fail } from '../../domain/index.ts'
import { activityFormats } from '../../export/index.ts'
import { daysOf } from '../days.ts'
import type { Env } from '../env.ts'
import { bestOf, createDetail } from '../services/activities/detail.ts'
import { streamOf, toExported } from '../services/activities/exported.ts'
import { everything, matching, type Sort, type SortKey } from '../services/activities/filter.ts'
import { termsOf } from '../services/activities/fold.ts'
import { createActivityIndexes } from '../services/activities/index-of-activities.ts'
import { createListing } from '../services/activities/listing.ts'
import { totalsOf } from '../services/activities/totals.ts'
import { toColumns } from '../services/activity-columns.ts'
import { createRows } from '../services/rows.ts'
import type { ApiServices } from '../services/types.ts'

export function addActivityRoutes(app: OpenAPIHono<Env>, services: ApiServices): void {
  const { store } = services
  const rows = createRows(services)
  const listing = createListing(services, rows, createActivityIndexes(store))
  const detail = createDetail(services, rows, listing)

  app.openapi(routes.activities, async (c) => {
    const { userId } = c.var.session
    const { limit = 50, cursor = null, sort, q = '', type, from, to, ...bounds } = c.req.valid('query')
    const filter = {
      ...everything,
      ...Object.fromEntries(Object.entries(bounds).filter(([, value]) => value !== undefined)),
      terms: termsOf(q),
      types: await listing.typesUnder(userId, type),
      ...(await daysOf(services, userId, { from, to })),
    }
    return c.json(await listing.page(userId, filter, { sort: toSort(sort), limit, cursor }), 200)
  })

  // Before the route that takes anything for an id.
  app.openapi(routes.activityTotals, async (c) => {
    const { userId } = c.var.session
    const { by = 'month', ...words } = c.req.valid('query')
    const index = await listing.index(userId)
    const there = index.listed.filter(({ deleted }) => !deleted)
    const days = there.flatMap(({ day }) => (day === null ? [] : [day])).sort()
    return c.json(
      {
        by,
        items: totalsOf(matching(index, { ...everything, ...(await daysOf(services, userId, words)) }), by),
        first_day: days[0] ?? null,
        without_file: there.filter(({ has_original }) => !has_original).length,
        count: there.length,
      },
      200,
    )
  })

  app.openapi(routes.activityTypes, async (c) => c.json(await listing.types(c.var.session.userId), 200))

  app.openapi(routes.activity, async (c) =>
    c.json(await detail.show(c.var.session.userId, c.req.valid('param').activity_id), 200),
  )

  app.openapi(routes.activityFile, async (c) => {
    const { userId } = c.var.session
    const activity = await detail.find(userId, c.req.valid('param').activity_id)
    const { activity_id, is_manual } = activity
    const noFile = () =>
      fail('activity.no-file', { value: activity_id, detail: is_manual ? ': it was entered by hand' : '' })
    const format = activityFormats.find(({ name }) => name === c.req.valid('query').as)
    if (format === undefined) {
      const original = bestOf(await detail.originals(userId, activity_id))
      if (original === undefined) throw noFile()
      const bytes = await store.originals.read(userId, original.sha256, original.extension)
      return download(new Uint8Array(bytes), 'application/octet-stream', `${activity_id}.${original.extension}`)
    }
    const streams = await store.rows.streams(userId, activity_id, 'record')
    if (streams === null) throw noFile()
    if (format.needsTrack && streams.values('lat')?.some(Number.isFinite) !== true)
      throw fail('activity.no-track', { value: activity_id, format: format.name })
    const device =
      typeof activity.device_id === 'string'
        ? await rows.one('device', userId, { device_id: activity.device_id })
        : null
    const laps = await rows.parts('activity_lap', userId, { activity_id })
    const name = typeof device?.name === 'string' ? device.name : null
    const file = streamOf(format, toExported(activity, name, streams, laps))
    return download(file, format.mediaType, `${activity_id}.${format.extension}`)
  })

  app.openapi(routes.activityLaps, async (c) => {
    const { userId } = c.var.session
    const { activity_id } = await detail.find(userId, c.req.valid('param').activity_id)
    return c.json(
      {
        activity_id,
        items: await rows.parts('activity_lap', userId, { activity_id }),
        lengths: await rows.parts('activity_length', userId, { activity_id }),
        sets: await detail.setsOf(userId, activity_id),
      },
      200,
    )
  })

  app.openapi(routes.activityStreams, async (c) => {
    const { userId } = c.var.session
    const { activity_id, original_status } = await detail.find(userId, c.req.valid('param').activity_id)
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

function toSort(text: string | undefined): Sort {
  if (text === undefined) return { by: 'start_utc', descending: true }
  return { by: text.replace(/^-/, '') as SortKey, descending: text.startsWith('-') }
}

function download(body: Uint8Array<ArrayBuffer> | ReadableStream, type: string, name: string): Response {
  return new Response(body, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  })
}
