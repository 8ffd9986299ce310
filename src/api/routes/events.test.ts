import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AccountEventJson, Client } from '../../contract/index.ts'
import type { Store } from '../../store/index.ts'
import { createAccountWatch } from '../services/account-watch.ts'
import { type OpenApi, openApi, signIn } from '../testing/open-api.ts'

let opened: OpenApi
let session: Awaited<ReturnType<typeof signIn>>
let client: Client
beforeEach(async () => {
  opened = await openApi()
  session = await signIn(opened)
  client = session.client
})
afterEach(() => opened.close())

const changed = (table: string) => ({ type: 'data-changed', tables: [table], days: null }) as const
const tell = (table: string, userId = session.userId) =>
  opened.store.events.add(userId, opened.services.clock(), changed(table))

/** Reads until `enough` says so; what was told, with the ids. */
async function listen(
  enough: (event: AccountEventJson, seen: readonly AccountEventJson[]) => boolean | Promise<boolean>,
  lastEventId?: number,
) {
  const stop = new AbortController()
  const seen: { id: number; data: AccountEventJson }[] = []
  for await (const event of client.events({
    signal: stop.signal,
    ...(lastEventId === undefined ? {} : { lastEventId }),
  })) {
    seen.push(event)
    const all = seen.map(({ data }) => data)
    if (await enough(event.data, all)) break
  }
  stop.abort()
  return seen
}

test('begins with how things are, then tells what happens, in order and with growing ids', async () => {
  await tell('before')
  const seen = await listen(async (event) => {
    if (event.type === 'needs') {
      await tell('sleep')
      await tell('hrv')
    }
    return event.type === 'data-changed' && event.tables?.[0] === 'hrv'
  })
  expect(seen.map(({ data }) => data.type)).toEqual(['status', 'needs', 'data-changed', 'data-changed'])
  expect(seen.map(({ id }) => id)).toEqual([1, 1, 2, 3])
  expect(seen[0]?.data).toMatchObject({ signed_in: true, running_job: null, last_job: null })
})

test('tells of a job by any process, as it is by then', async () => {
  const { body } = await client.syncStart({ body: { sync_type: 'all' } })
  const seen = await listen(async (event) => {
    if (event.type === 'needs')
      await opened.store.events.add(session.userId, opened.services.clock(), {
        ...{ type: 'job', job_id: body.job_id, event: 'progress' },
      })
    return event.type === 'job'
  })
  expect(seen.at(-1)?.data).toMatchObject({ type: 'job', job: { job_id: body.job_id, status: 'pending' } })
})

test('who comes back is told what was missed, once', async () => {
  for (const table of ['a', 'b', 'c']) await tell(table)
  const seen = await listen((event) => event.type === 'needs', 1)
  expect(seen.map(({ id, data }) => [id, data.type])).toEqual([
    [2, 'data-changed'],
    [3, 'data-changed'],
    [3, 'status'],
    [3, 'needs'],
  ])
  expect((await listen((event) => event.type === 'needs', 3)).map(({ data }) => data.type)).toEqual(['status', 'needs'])
})

test('who was away for too long, or comes from another store, is told that anything may have changed', async () => {
  for (let n = 0; n < 1200; n++) await tell('a')
  for (const lastEventId of [2, 9999]) {
    const [first] = await listen((event) => event.type === 'needs', lastEventId)
    expect(first).toEqual({ id: 1200, data: { type: 'data-changed', tables: null, days: null } })
  }
})

test('the end of a sign-in is something that needs a person', async () => {
  const seen = await listen(async (event, all) => {
    if (all.length === 2) {
      const stored = await opened.store.tokens.load(session.userId)
      await opened.store.tokens.markOver(session.userId, stored?.version ?? 0)
    }
    return event.type === 'needs' && event.needs.length > 0
  })
  expect(seen.at(-1)?.data).toEqual({ type: 'needs', needs: [{ code: 'auth.session-over', until: null }] })
})

test('a session that is ended elsewhere closes its stream', async () => {
  const id = (await client.authSession()).session_id
  const seen = await listen(async (_, all) => {
    if (all.length === 2) await opened.store.sessions.end(id, opened.services.clock())
    return false
  })
  expect(seen.at(-1)?.data).toEqual({ type: 'session-ended', session_id: id })
})

test('many who listen share each look', async () => {
  let looks = 0
  const events: Store['events'] = {
    ...opened.store.events,
    after: (...wish) => {
      looks++
      return opened.store.events.after(...wish)
    },
  }
  const watch = createAccountWatch({ ...opened.services, store: { ...opened.store, events } })
  const { userId } = session
  const stop = new AbortController()
  let begun = 0
  const looksOf = async () => {
    for await (const { data } of watch({ userId, sessionId: 's', after: null, signal: stop.signal })) {
      // The last one to have begun makes something happen.
      if (data.type === 'needs' && ++begun === 20) await tell('one')
      if (data.type === 'data-changed') return looks
    }
    return 0
  }
  const heard = await Promise.all(Array.from({ length: 20 }, looksOf))
  stop.abort()
  // All hear of it in the same look.
  expect(new Set(heard).size).toBe(1)
  expect(heard[0]).toBeGreaterThan(0)
})
