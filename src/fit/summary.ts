import { type FitSession, fitEpochSeconds, type Instant, semicirclesToDegrees, toInstant } from '../domain/index.ts'
import type { FitValue } from './base-types.ts'
import { decodeFit, type FitFile, type FitStatus } from './decode.ts'
import { sportName } from './sports.ts'
import type { FitMessage } from './table.ts'

export interface FitSummary {
  readonly status: FitStatus
  readonly errorKind: string | null
  /** `file_id.type`: 4 activity, 32 monitoring, 44 metrics, 49 sleep, 68 HRV status (WELLNESS-MESSAGES). */
  readonly fileType: number | null
  readonly timeCreated: Instant | null
  readonly sessions: readonly FitSession[]
}

const fileId = 0
const session = 18
const wanted = new Set([fileId, session])
/** Times below this are seconds since the device was switched on (FIT profile, `date_time`). */
const leastTime = 0x10000000

/** What a FIT file says about itself and its sessions. Never throws for its content; see `status`. */
export async function readFitSummary(bytes: Uint8Array): Promise<FitSummary> {
  const file = decodeFit(bytes, { keep: wanted })
  const [id] = messagesOf(file, fileId)
  return {
    status: file.status,
    errorKind: file.errorKind,
    fileType: id ? numberAt(id, 0) : null,
    timeCreated: id ? timeAt(id, 4) : null,
    sessions: messagesOf(file, session).map(toSession),
  }
}

function messagesOf(file: FitFile, number: number): FitMessage[] {
  const table = file.tables.get(number)
  return table === undefined ? [] : Array.from({ length: table.rows }, (_, row) => table.message(row))
}

/** Field numbers and scales: FIT profile, message `session`; the enhanced speeds win over the plain ones. */
function toSession(message: FitMessage): FitSession {
  const sportCode = numberAt(message, 5)
  return {
    sportCode,
    subSportCode: numberAt(message, 6),
    sport: sportName(sportCode),
    sportProfile: textAt(message, 110),
    startTime: timeAt(message, 2),
    elapsedSeconds: numberAt(message, 7, 1000),
    timerSeconds: numberAt(message, 8, 1000),
    distanceMeters: numberAt(message, 9, 100),
    ascentMeters: numberAt(message, 22),
    descentMeters: numberAt(message, 23),
    avgSpeedMps: numberAt(message, 124, 1000) ?? numberAt(message, 14, 1000),
    maxSpeedMps: numberAt(message, 125, 1000) ?? numberAt(message, 15, 1000),
    avgHeartRate: numberAt(message, 16),
    maxHeartRate: numberAt(message, 17),
    avgPowerWatts: numberAt(message, 20),
    maxPowerWatts: numberAt(message, 21),
    calories: numberAt(message, 11),
    lapCount: numberAt(message, 26),
    activeLengthCount: numberAt(message, 47),
    poolLengthMeters: numberAt(message, 44, 100),
    startLat: degreesAt(message, 3),
    startLon: degreesAt(message, 4),
  }
}

function numberAt(message: FitMessage, field: number, scale = 1): number | null {
  const value: FitValue | undefined = message.fields.get(field)
  return typeof value === 'number' && Number.isFinite(value) ? value / scale : null
}

function textAt(message: FitMessage, field: number): string | null {
  const value = message.fields.get(field)
  return typeof value === 'string' ? value : null
}

function timeAt(message: FitMessage, field: number): Instant | null {
  const seconds = numberAt(message, field)
  return seconds === null || seconds < leastTime ? null : toInstant((seconds + fitEpochSeconds) * 1000)
}

function degreesAt(message: FitMessage, field: number): number | null {
  const semicircles = numberAt(message, field)
  return semicircles === null ? null : semicirclesToDegrees(semicircles)
}
