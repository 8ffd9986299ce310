import {
  activity,
  beatIntervals,
  event,
  hr,
  hrv,
  jump,
  rawBbi,
  set,
  split,
  splitSummary,
  timestampCorrelation,
  weatherConditions,
} from './activity.ts'
import { developerDataId, fieldDescription } from './developer.ts'
import { diveGas, diveSummary } from './diving.ts'
import { deviceInfo, deviceStatus, fileCreator, fileId, software } from './file.ts'
import { lap, length } from './lap.ts'
import type { ProfileMessage } from './message.ts'
import { maxMetData } from './metrics.ts'
import {
  hsaBodyBattery,
  monitoring,
  monitoringHrData,
  monitoringInfo,
  ohrSettings,
  respirationRate,
  spo2Data,
  stressLevel,
} from './monitoring.ts'
import { bloodPressure, deviceSettings, userProfile, weightScale } from './person.ts'
import { record } from './record.ts'
import { session } from './session.ts'
import {
  hrvStatusSummary,
  hrvValue,
  napEvent,
  skinTempOvernight,
  sleepAssessment,
  sleepDataInfo,
  sleepLevel,
} from './sleep.ts'
import { course, coursePoint, exerciseTitle, trainingFile, workout, workoutStep } from './workout.ts'
import { hrZone, powerZone, sport, timeInZone, zonesTarget } from './zones.ts'

/** Every message that we know by name, by number. A new one is an entry in one of the files here and a line below. */
export const profile: readonly ProfileMessage[] = [
  fileId,
  deviceSettings,
  userProfile,
  zonesTarget,
  hrZone,
  powerZone,
  sport,
  session,
  lap,
  record,
  event,
  deviceInfo,
  workout,
  workoutStep,
  weightScale,
  course,
  coursePoint,
  activity,
  software,
  fileCreator,
  bloodPressure,
  monitoring,
  trainingFile,
  hrv,
  length,
  monitoringInfo,
  deviceStatus,
  weatherConditions,
  hr,
  timestampCorrelation,
  ohrSettings,
  fieldDescription,
  developerDataId,
  monitoringHrData,
  timeInZone,
  set,
  stressLevel,
  maxMetData,
  diveGas,
  exerciseTitle,
  diveSummary,
  spo2Data,
  sleepDataInfo,
  sleepLevel,
  jump,
  beatIntervals,
  respirationRate,
  split,
  splitSummary,
  hsaBodyBattery,
  sleepAssessment,
  hrvStatusSummary,
  hrvValue,
  rawBbi,
  skinTempOvernight,
  napEvent,
]

const byNumber = new Map(profile.map((message) => [message.number, message]))
const byName = new Map(profile.map((message) => [message.name, message]))

/** Null for a message that the profile does not have. */
export function profileMessage(message: number | string): ProfileMessage | null {
  return (typeof message === 'number' ? byNumber.get(message) : byName.get(message)) ?? null
}
