import { isObject, type Json, type Row, toId64 } from '../../domain/index.ts'
import { unexpected } from './answer.ts'
import type { DayPart } from './day-items.ts'
import { type Fields, toFieldsList } from './fields.ts'

/**
 * One part of an answer of the mobile gateway, which wraps each as `{requestUrl, statusCode, payload, successful}`: the
 * inner status decides (DATA section 6, R). Null when that part has no data (inner 204 or 404, or no payload).
 * @throws garmin.unexpected-answer when the part is missing or failed inside
 */
export function payloadOf(body: Fields, part: string, dataset: string): Fields | null {
  if (!isObject(body.raw(part))) throw unexpected(dataset, `no ${part}`)
  const wrapped = body.object(part)
  const status = wrapped.int('statusCode')
  if (status === 204 || status === 404) return null
  if (status !== null && (status < 200 || status > 299)) throw unexpected(dataset, `${part} answered ${status} inside`)
  return isObject(wrapped.raw('payload')) ? wrapped.object('payload') : null
}

/** Values of a map that Garmin keys by device, with the key as the device where the value does not name it. */
export function* byDevice(map: Fields): Generator<[device: string, value: Json]> {
  for (const key of map.keys()) {
    const device = toId64(key)
    if (device === null) map.note('a key that is no device')
    else yield [device, map.raw(key) ?? null]
  }
}

/** `reportData` of the weekly and monthly form: rows by device. */
export function statusParts(report: Fields, path: string, notes: Set<string>): readonly DayPart[] {
  const parts: DayPart[] = []
  for (const [device, rows] of byDevice(report.object('reportData'))) {
    if (!Array.isArray(rows)) report.note('rows of a device are no list')
    else parts.push(...rows.flatMap((row) => statusPart(device, row, path, notes)))
  }
  return parts
}

/** One day of one device. */
export function statusPart(device: string, json: Json, path: string, notes: Set<string>): DayPart[] {
  return toFieldsList([json], path, notes).flatMap((status) => {
    const day = status.day('calendarDate')
    if (day === null) {
      status.note('a row without calendarDate')
      return []
    }
    return [{ day, content: json, rows: { training_status: [statusRow(day, device, status)] } }]
  })
}

function statusRow(date: string, device: string, status: Fields): Row {
  const load = status.object('acuteTrainingLoadDTO')
  return {
    date,
    device_id: status.id('deviceId') ?? device,
    at_utc: status.instant('timestamp'),
    status_code: status.int('trainingStatus'),
    phrase: status.text('trainingStatusFeedbackPhrase'),
    since: status.day('sinceDate'),
    is_paused: status.flag('trainingPaused'),
    fitness_trend: status.int('fitnessTrend'),
    fitness_trend_sport: status.text('fitnessTrendSport'),
    sport: status.text('sport'),
    sub_sport: status.text('subSport'),
    acute_load: load.int('dailyTrainingLoadAcute'),
    chronic_load: load.int('dailyTrainingLoadChronic'),
    chronic_load_min: load.real('minTrainingLoadChronic'),
    chronic_load_max: load.real('maxTrainingLoadChronic'),
    acwr: load.real('dailyAcuteChronicWorkloadRatio'),
    acwr_pct: load.int('acwrPercent'),
    acwr_status: load.text('acwrStatus'),
    weekly_load: status.int('weeklyTrainingLoad'),
    load_tunnel_min: status.int('loadTunnelMin'),
    load_tunnel_max: status.int('loadTunnelMax'),
    is_primary: status.flag('primaryTrainingDevice'),
  }
}
