import type { FitSession } from '../../domain/index.ts'
import type { FitFile } from '../decode.ts'
import { sportName } from '../sports.ts'
import type { FitMessage } from '../table.ts'
import { degreesAt, messagesOf, numberAt, textAt, timeAt } from './fields.ts'

export const sessionNumber = 18

/** Sessions in file order; a multisport file has one for each leg. */
export function readSessions(file: Pick<FitFile, 'tables'>): FitSession[] {
  return messagesOf(file, sessionNumber).map(toSession)
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
