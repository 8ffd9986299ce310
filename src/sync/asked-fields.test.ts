import { expect, test } from 'vitest'
import { createCatalogue } from '../datasets/index.ts'
import { isObject, type Json, type LocalDate } from '../domain/index.ts'
import { readFitActivity, readFitWellness } from '../fit/index.ts'
import { watchFields } from './asked-fields.ts'

const answer = (): Json => ({
  dailySleepDTO: { id: 7, calendarDate: '2026-01-02', sleepTimeSeconds: 100, unknown: 1 },
  sleepLevels: [{ startGMT: '2026-01-02T00:00:00.0', activityLevel: 1 }, { endGMT: null }],
})

test('what is looked for is told by its path, and whether it was there', () => {
  const { json, found, missing } = watchFields({ a: { b: null }, list: [{ x: 1 }, { y: 2 }] })
  if (!isObject(json) || !isObject(json.a) || !Array.isArray(json.list)) throw new Error('it reads as before')
  expect(json.a.b).toBeNull()
  expect(json.a.c).toBeUndefined()
  for (const item of json.list) if (isObject(item)) expect([item.x, item.y, item.z]).toHaveLength(3)
  expect(found()).toEqual(['a', 'a.b', 'list', 'list[].x', 'list[].y'])
  expect(missing()).toEqual(['a.c', 'list[].z'])
})

test('a reader reads a watched answer as it reads the answer, and what it expects is seen', async () => {
  const sleep = createCatalogue({ readFitActivity, readFitWellness }).find(({ name }) => name === 'sleep')
  const form = sleep?.forms.find(({ per }) => per.kind === 'day')
  if (form === undefined) throw new Error('there is no such form')
  const target = { kind: 'day', day: '2026-01-02' as LocalDate } as const
  const watched = watchFields(answer())
  const reading = await form.read({ status: 200, json: watched.json }, target)
  expect(JSON.stringify(reading)).toBe(JSON.stringify(await form.read({ status: 200, json: answer() }, target)))
  expect(watched.found()).toEqual(expect.arrayContaining(['dailySleepDTO', 'dailySleepDTO.sleepTimeSeconds']))
  expect(watched.missing()).toEqual(expect.arrayContaining(['dailySleepDTO.deepSleepSeconds']))
})
