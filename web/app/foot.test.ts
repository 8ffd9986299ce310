import { expect, test } from 'vitest'
import type { StatusJson } from '../../src/contract/index.ts'
import { footOf } from './foot.ts'

const now = Date.parse('2026-11-23T18:20:00Z')
const clock = (at: number) => new Date(at).toISOString().slice(11, 16)
const job = (over: object) => ({ status: 'completed', end_time: '2026-11-23T18:12:00Z', retry_at: null, ...over })
const foot = (over: object, state: 'ready' | 'offline' = 'ready') =>
  footOf({
    clock,
    now,
    status: {
      state,
      asOf: Date.parse('2026-11-23T18:12:30Z'),
      data: {
        signed_in: true,
        running_job: null,
        last_job: job({}),
        next_run: '2026-11-23T19:12:00Z',
        ...over,
      } as StatusJson,
    },
  })

test('all well is one line with its times, without colour', () => {
  expect(foot({})).toEqual({
    icon: 'check',
    first: 'Up to date',
    second: 'synced 18:12 · next 19:12',
    short: '18:12',
    trouble: false,
  })
})

test('a run shows how far it is, and what it does now', () => {
  const running = job({ status: 'running', progress: 64.9, current: 'Sleep of 2024', end_time: null })
  expect(foot({ running_job: running })).toMatchObject({ first: 'Syncing, 64 %', second: 'Sleep of 2024' })
})

test('a pause that Garmin asked for shows until when', () => {
  const running = job({ status: 'running', progress: 3, retry_at: '2026-11-23T23:30:00Z', end_time: null })
  expect(foot({ running_job: running })).toMatchObject({ first: 'Waiting for Garmin until 23:30', icon: 'clock' })
})

test('what needs somebody comes first', () => {
  const running = job({ status: 'running', progress: 3, end_time: null })
  expect(foot({ signed_in: false, running_job: running })).toMatchObject({ first: 'Sign-in needed', trouble: true })
  expect(foot({ last_job: job({ status: 'failed' }) })).toMatchObject({ first: 'The last run failed', trouble: true })
})

test('without a connection the age of what is shown is told', () => {
  expect(foot({}, 'offline')).toMatchObject({ first: 'No connection', second: 'shown as of 18:12' })
})

test('before the first run nothing is claimed', () => {
  expect(foot({ last_job: null, next_run: null })).toMatchObject({ first: 'Nothing fetched yet', second: '' })
})
