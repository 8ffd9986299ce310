/** Every table that the catalogue fills. */
export { accountTable } from './account.ts'
export { activitySessionTable, activityTable, activityZoneTimeTable } from './activity.ts'
export { dailySummaryTable } from './daily-summary.ts'
export {
  bodyBatteryDayTable,
  floorsDayTable,
  heartRateDayTable,
  intensityDayTable,
  respirationDayTable,
  spo2DayTable,
  stepsDayTable,
  stressDayTable,
} from './day-samples.ts'
export { deviceTable } from './device.ts'
export { bodyEventTable, dayEventTable, napTable } from './events.ts'
export { hrvNightTable } from './hrv-night.ts'
export { sleepStageTable, sleepTable } from './sleep.ts'
export { weightTable } from './weight.ts'
export { workoutStepTable, workoutTable } from './workout.ts'
