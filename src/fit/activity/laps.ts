import type { FitLap, FitLength } from '../../domain/index.ts'
import type { FitFile } from '../decode.ts'
import type { FitMessage } from '../table.ts'
import { degreesAt, messagesOf, nameOf, numberAt, timeAt } from './fields.ts'

export const lapNumber = 19
export const lengthNumber = 101

/** Names of codes: widely published field lists (see `profile/`), held against the corpus. */
const intensities = { 0: 'active', 1: 'rest', 2: 'warmup', 3: 'cooldown', 4: 'recovery', 5: 'interval', 6: 'other' }
const triggers = {
  0: 'manual',
  1: 'time',
  2: 'distance',
  3: 'position_start',
  4: 'position_lap',
  5: 'position_waypoint',
  6: 'position_marked',
  7: 'session_end',
  8: 'fitness_equipment',
}
const strokes = {
  0: 'freestyle',
  1: 'backstroke',
  2: 'breaststroke',
  3: 'butterfly',
  4: 'drill',
  5: 'mixed',
  6: 'im',
  7: 'im_by_round',
  8: 'reverse_im',
}
const swimming = 5

/** Laps in file order. Field numbers and scales: `profile/lap.ts`; enhanced speeds win over plain ones. */
export function readLaps(file: Pick<FitFile, 'tables'>): FitLap[] {
  return messagesOf(file, lapNumber).map(toLap)
}

function toLap(message: FitMessage): FitLap {
  const isSwim = numberAt(message, 25) === swimming
  return {
    startTime: timeAt(message, 2),
    timerSeconds: numberAt(message, 8, 1000),
    elapsedSeconds: numberAt(message, 7, 1000),
    distanceMeters: numberAt(message, 9, 100),
    avgHeartRate: numberAt(message, 15),
    maxHeartRate: numberAt(message, 16),
    avgPowerWatts: numberAt(message, 19),
    maxPowerWatts: numberAt(message, 20),
    normPowerWatts: numberAt(message, 33),
    avgCadence: withFraction(message, 17, 80),
    maxCadence: withFraction(message, 18, 81),
    avgSpeedMps: numberAt(message, 110, 1000) ?? numberAt(message, 13, 1000),
    maxSpeedMps: numberAt(message, 111, 1000) ?? numberAt(message, 14, 1000),
    ascentMeters: numberAt(message, 21),
    descentMeters: numberAt(message, 22),
    calories: numberAt(message, 11),
    intensity: nameOf(intensities, numberAt(message, 23)),
    trigger: nameOf(triggers, numberAt(message, 24)),
    startLat: degreesAt(message, 3),
    startLon: degreesAt(message, 4),
    endLat: degreesAt(message, 5),
    endLon: degreesAt(message, 6),
    firstLengthIndex: numberAt(message, 35),
    lengthCount: numberAt(message, 32),
    activeLengthCount: numberAt(message, 40),
    strokes: isSwim ? numberAt(message, 10) : null,
    swimStroke: nameOf(strokes, numberAt(message, 38)),
    avgTemperature: numberAt(message, 50),
    workoutStepIndex: numberAt(message, 71),
  }
}

/** Cadences are whole numbers with their fraction in a field beside. */
function withFraction(message: FitMessage, field: number, fraction: number): number | null {
  const whole = numberAt(message, field)
  return whole === null ? null : whole + (numberAt(message, fraction, 128) ?? 0)
}

/** Lengths of a pool in file order, each with the lap that claims it (`first_length_index`, `num_lengths`). */
export function readLengths(file: Pick<FitFile, 'tables'>, laps: readonly FitLap[]): FitLength[] {
  return messagesOf(file, lengthNumber).map((message, place) => {
    const index = numberAt(message, 254) ?? place
    const type = numberAt(message, 12)
    return {
      lapIndex: Math.max(
        0,
        laps.findIndex(
          ({ firstLengthIndex: first, lengthCount: count }) =>
            first !== null && count !== null && index >= first && index < first + count,
        ),
      ),
      startTime: timeAt(message, 2),
      elapsedSeconds: numberAt(message, 3, 1000),
      timerSeconds: numberAt(message, 4, 1000),
      isActive: type === null ? null : type === 1,
      stroke: nameOf(strokes, numberAt(message, 7)),
      strokes: numberAt(message, 5),
      avgSpeedMps: numberAt(message, 6, 1000),
      cadence: numberAt(message, 9),
    }
  })
}
