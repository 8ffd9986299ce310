import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PostgresServer, startPostgres } from '../../src/store/testing/postgres-server.ts'
import { createWorld, sync, type World } from '../support/world.ts'

let server: PostgresServer | { readonly leftOut: string }
const worlds: World[] = []
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(async () => {
  for (const world of worlds) await world.close()
  if ('stop' in server) await server.stop()
})

it('the same life is in PostgreSQL as in SQLite after a sync, and a second one sends at most 2 requests', async ({
  skip,
}) => {
  if ('leftOut' in server) return skip(`left out: ${server.leftOut}`)
  const now = Date.now()
  const open = async (more: Record<string, string>) => {
    const world = await createWorld({ now: () => now }, more)
    worlds.push(world)
    await world.signIn()
    expect(await sync(world, { from: '-10d' })).toMatchObject({ status: 'completed' })
    return world
  }
  const lite = await open({})
  const postgres = await open({ GARMINSYNC_DATABASE_URL: await server.newSchema() })
  const seen = async (world: World) => {
    const client = await world.client()
    const bare = (row: object) =>
      JSON.parse(JSON.stringify(row, (key, value) => (/^(first_seen_at|changed_at)$/.test(key) ? undefined : value)))
    const days = world.simulator.life.days().slice(-11)
    return {
      activities: (await client.activities({ query: { limit: 200 } })).items.map(bare),
      days: await Promise.all(days.map(async (day) => bare(await client.healthDay({ params: { day } })))),
      workouts: (await client.workouts()).items.map(bare),
      coverage: (await client.coverage()).items,
    }
  }
  expect(await seen(postgres)).toEqual(await seen(lite))
  postgres.asked()
  expect(await sync(postgres)).toMatchObject({ status: 'completed' })
  expect(postgres.asked().length).toBeLessThanOrEqual(2)
}, 120_000)
