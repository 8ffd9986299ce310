import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { InputOf } from '../../contract/index.ts'
import type { UserId } from '../../domain/index.ts'
import { failureOf, type OpenApi, openApi, signIn } from '../testing/open-api.ts'

let opened: OpenApi
beforeEach(async () => {
  opened = await openApi()
})
afterEach(() => opened.close())

/** As if a server were running the schedule. */
const alive = () => opened.store.state.set('installation', 'scheduler_until', opened.clock.now + 60_000)

describe('the schedule', () => {
  test('is half-hourly looks and a nightly pass, and says when the next one is', async () => {
    const { client } = await signIn(opened)
    await alive()
    const { job_id } = (await client.syncStart({ body: { sync_type: 'all' } })).body
    await opened.store.jobs.apply(job_id, 'cancel', opened.services.clock())
    const schedule = await client.schedule()
    expect(schedule).toMatchObject({
      enabled: true,
      every_min: 30,
      nightly_at: '03:30',
      quiet_from: null,
      quiet_to: null,
      zone: 'UTC',
      next_kind: 'probe',
      waits_for: null,
    })
    const afterMin = (Date.parse(schedule.next_run ?? '') - opened.clock.now) / 60_000
    expect(afterMin).toBeGreaterThanOrEqual(30)
    expect(afterMin).toBeLessThanOrEqual(33)
    expect((await client.status()).next_run).toBe(schedule.next_run)
  })

  test('shows no next run while no server runs it, and waits for a sign-in', async () => {
    const { client, userId } = await signIn(opened)
    expect((await client.schedule()).next_run).toBeNull()
    await alive()
    expect((await client.schedule()).next_run).not.toBeNull()
    await opened.store.tokens.delete(userId)
    expect(await client.schedule()).toMatchObject({ next_run: null, waits_for: 'sign-in' })
  })

  test('changes field by field, for this account alone', async () => {
    const { client } = await signIn(opened)
    await client.scheduleChange({ body: { every_min: 60 } })
    await client.scheduleChange({ body: { quiet_from: '23:00', quiet_to: '06:00', zone: 'Europe/Berlin' } })
    const wanted = { every_min: 60, quiet_from: '23:00', quiet_to: '06:00', zone: 'Europe/Berlin', enabled: true }
    expect(await client.schedule()).toMatchObject(wanted)
    expect((await opened.services.scheduler.view('1002' as UserId)).schedule.every_min).toBe(30)
  })

  test.each([
    [{ every_min: 1 }, 'every_min'],
    [{ nightly_at: '24:00' }, 'nightly_at'],
    [{ quiet_from: '23:00' }, 'quiet_to'],
    [{ zone: 'Atlantis/Centre' }, 'zone'],
    [{ hourly: true }, 'hourly'],
  ])('%j is refused, naming %s, and nothing changes', async (body, field) => {
    const { client } = await signIn(opened)
    const failure = await failureOf(client.scheduleChange({ body } as unknown as InputOf<'scheduleChange'>))
    expect([failure.code, failure.data.field]).toEqual(['request.invalid', field])
    expect(await client.schedule()).toMatchObject({ every_min: 30, nightly_at: '03:30', quiet_from: null, zone: 'UTC' })
  })
})
