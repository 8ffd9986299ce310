import { expect, test } from 'vitest'
import type { LocalDate } from '../domain/index.ts'
import { signIn, withSimulator } from './test-support.ts'

type Dto = Record<string, unknown>
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

test('steps, floors and intensity minutes of the quarters add up to the totals of their day', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    const dates = [...simulator.life.days().slice(-40), '2026-03-29' as LocalDate, '2025-10-26' as LocalDate]
    for (const date of dates) {
      const { wellness } = simulator.life.day(date)
      const steps = await json<Dto[]>(`/wellness-service/wellness/dailySummaryChart/?date=${date}`)
      expect(sum(steps.map((row) => row.steps as number)), date).toBe(wellness?.steps ?? 0)
      const floors = await json(`/wellness-service/wellness/floorsChartData/daily/${date}`)
      const up = (floors.floorValuesArray as number[][]).map((row) => row[2] as number)
      expect(sum(up), date).toBe(Math.floor(wellness?.floorsUp ?? 0))
      const minutes = await json(`/wellness-service/wellness/daily/im/${date}`)
      const counted = sum(((minutes.imValuesArray ?? []) as number[][]).map((row) => row[1] as number))
      expect(counted, date).toBe((wellness?.moderateMin ?? 0) + 2 * (wellness?.vigorousMin ?? 0))
    }
    // 23 hours have four quarters less.
    expect((await json<Dto[]>('/wellness-service/wellness/dailySummaryChart/?date=2026-03-29')).length).toBe(92)
  }))

test('respiration of a day has the lowest, the highest and the waking mean that its totals say', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    const seen = new Set<number>()
    for (const date of simulator.life.days().slice(-30)) {
      const { wellness } = simulator.life.day(date)
      const day = await json(`/wellness-service/wellness/daily/respiration/${date}`)
      const values = ((day.respirationValuesArray ?? []) as number[][]).map((row) => row[1] as number)
      const measured = values.filter((value) => value > 0)
      expect(day.highestRespirationValue, date).toBe(wellness?.respirationMax ?? null)
      if (!wellness) continue
      expect([Math.min(...measured), Math.max(...measured)], date).toEqual([
        wellness.respirationMin,
        wellness.respirationMax,
      ])
      expect(Math.round(sum(measured) / measured.length), date).toBe(wellness.respirationAvg)
      for (const value of values) seen.add(Math.min(value, 0))
    }
    expect([...seen].sort()).toEqual([-1, -2, 0])
  }))

test('blood oxygen is measured on journeys only, and is the same in summary and samples', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    const away = simulator.life.days().filter((date) => simulator.life.day(date).wellness?.spo2)
    expect(away.length).toBeGreaterThan(8)
    for (const date of away) {
      const samples = await json(`/wellness-service/wellness/daily/spo2/${date}`)
      const summary = await json(`/usersummary-service/usersummary/daily/?calendarDate=${date}`)
      const hours = (samples.spO2HourlyAverages as number[][]).map((row) => row[1] as number)
      expect(summary.lowestSpo2, date).toBe(Math.min(...hours))
      expect(summary.averageSpo2, date).toBe(Math.round(sum(hours) / hours.length))
    }
    const home = simulator.life.today()
    expect(await json(`/wellness-service/wellness/daily/spo2acclimation/${home}`)).toMatchObject({ averageSpO2: null })
  }))

test('body battery events are those of the summary', () =>
  withSimulator({}, async (simulator) => {
    const { json } = await signIn(simulator)
    for (const date of simulator.life.days().slice(-20)) {
      const events = await json<{ event: Dto }[]>(`/wellness-service/wellness/bodyBattery/events/${date}`)
      const summary = await json(`/usersummary-service/usersummary/daily/?calendarDate=${date}`)
      const listed = summary.bodyBatteryActivityEventList as Dto[]
      expect(events.map(({ event }) => event.bodyBatteryImpact)).toEqual(listed.map((one) => one.bodyBatteryImpact))
    }
  }))

test('health snapshots are listed from 1 on, and their means are those of their samples', () =>
  withSimulator({}, async (simulator) => {
    const { json, get } = await signIn(simulator)
    const list = '/wellnessactivity-service/activity/summary/list'
    const until = simulator.life.today()
    const all = await json<Dto[]>(`${list}?until=${until}&start=1&limit=100`)
    expect(all.length).toBeGreaterThan(8)
    const second = await json<Dto[]>(`${list}?until=${until}&start=2&limit=1`)
    expect(second).toEqual([all[1]])
    expect((await get(`${list}?until=${until}&start=0&limit=20`)).status).toBe(400)
    for (const snapshot of all.slice(0, 5)) {
      const { uuid } = snapshot.activityUuid as { uuid: string }
      const epochs = await json(`/wellnessactivity-service/activity/epoch/${uuid}`)
      const rows = epochs.epochArray as (number | null)[][]
      expect(rows).toHaveLength(121)
      const means = [1, 4, 2, 3].map((column) => {
        const values = rows.map((row) => row[column]).filter((value) => typeof value === 'number')
        return sum(values) / values.length
      })
      const told = (snapshot.summaryTypeDataList as Dto[]).slice(0, 4).map((one) => one.avgValue)
      expect(told).toEqual(means)
    }
  }))
