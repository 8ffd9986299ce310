import { type Answer, defineDataset, type Json, type LocalDate, type ReadItem, type Row } from '../domain/index.ts'
import { objectOf } from './reading/answer.ts'
import { type DayPart, toDayItems } from './reading/day-items.ts'
import { type Fields, toFieldsList } from './reading/fields.ts'
import { get, rangeForm } from './reading/forms.ts'
import { byDevice, payloadOf } from './reading/training-status.ts'
import { acclimationPart, maxMetricParts } from './reading/vo2max.ts'
import { acclimationTable, loadBalanceTable, trainingStatusTable, vo2maxTable } from './tables/index.ts'

const name = 'load_balance'
/** One answer stands for all the days before it: Garmin tells the newest value and no other. */
const maxDays = 36_500

/**
 * Training load by kind, which only the "latest" answer has, once a week; and what it says besides: since when the status
 * holds, the newest VO2max and acclimation. Each under its own date, which may be before or after the day asked for
 * (SCHEMA-HINTS section 5.12).
 */
export const loadBalance = defineDataset({
  name,
  title: 'Training load balance',
  group: 'health',
  settlesAfterDays: 1,
  everyDays: 7,
  tables: [loadBalanceTable, trainingStatusTable, vo2maxTable, acclimationTable],
  version: 1,
  source: 'DATA section 6 (`training_status`, latest), R',
  forms: [
    rangeForm({
      name: 'latest',
      maxDays,
      request: ({ end }) => get(`/mobile-gateway/usersummary/trainingstatus/latest/${end}`),
      read,
    }),
  ],
})

function read(answer: Answer, notes: Set<string>): readonly ReadItem[] {
  const body = objectOf(answer, name, notes)
  if (body === null) return []
  const balance = payloadOf(body, 'mostRecentTrainingLoadBalance', name)
  const status = payloadOf(body, 'mostRecentTrainingStatus', name)
  const oxygen = payloadOf(body, 'mostRecentVO2Max', name)
  const acclimation = payloadOf(body, 'mostRecentHeatAltitudeAcclimation', name)
  return toDayItems([
    ...ofDevices(balance?.object('metricsTrainingLoadBalanceDTOMap'), notes, balanceRow, 'load_balance'),
    ...ofDevices(status?.object('latestTrainingStatusData'), notes, sinceRow, 'training_status'),
    ...(oxygen === null ? [] : maxMetricParts(oxygen).filter(({ rows }) => rows.vo2max !== undefined)),
    ...(acclimation === null ? [] : acclimationPart(body.object('mostRecentHeatAltitudeAcclimation'), 'payload')),
  ])
}

type ToRow = (date: LocalDate, device: string, fields: Fields) => Row

function ofDevices(map: Fields | undefined, notes: Set<string>, toRow: ToRow, table: string): readonly DayPart[] {
  if (map === undefined) return []
  return [...byDevice(map)].flatMap(([device, json]: [string, Json]) =>
    toFieldsList([json], `${name}.${table}`, notes).flatMap((fields) => {
      const day = fields.day('calendarDate')
      if (day === null) fields.note('a value without calendarDate')
      return day === null ? [] : [{ day, content: json, rows: { [table]: [toRow(day, device, fields)] } }]
    }),
  )
}

/** All else is in the daily form. */
function sinceRow(date: LocalDate, device: string, status: Fields): Row {
  return { date, device_id: status.id('deviceId') ?? device, since: status.day('sinceDate') }
}

function balanceRow(date: LocalDate, device: string, balance: Fields): Row {
  return {
    date,
    device_id: balance.id('deviceId') ?? device,
    low_aerobic: balance.real('monthlyLoadAerobicLow'),
    low_aerobic_target_min: balance.int('monthlyLoadAerobicLowTargetMin'),
    low_aerobic_target_max: balance.int('monthlyLoadAerobicLowTargetMax'),
    high_aerobic: balance.real('monthlyLoadAerobicHigh'),
    high_aerobic_target_min: balance.int('monthlyLoadAerobicHighTargetMin'),
    high_aerobic_target_max: balance.int('monthlyLoadAerobicHighTargetMax'),
    anaerobic: balance.real('monthlyLoadAnaerobic'),
    anaerobic_target_min: balance.int('monthlyLoadAnaerobicTargetMin'),
    anaerobic_target_max: balance.int('monthlyLoadAnaerobicTargetMax'),
    phrase: balance.text('trainingBalanceFeedbackPhrase'),
    is_primary: balance.flag('primaryTrainingDevice'),
  }
}
