/** Every table that the catalogue fills. */
export { accountSettingTable, accountTable } from './account.ts'
export { badgeTable, challengeTable, goalTable, personalRecordTable, personalRecordTypeTable } from './achievement.ts'
export { activitySessionTable, activityTable, activityZoneTimeTable } from './activity.ts'
export { activityFileSetTable, activityLapTable, activityLengthTable } from './activity-file-parts.ts'
export {
  activityConnectLapTable,
  activityCountTable,
  activitySetTable,
  activitySplitSummaryTable,
  activitySplitTable,
  activityTypeTable,
  activityWeatherTable,
} from './activity-parts.ts'
export { calendarItemTable, eventTable, workoutScheduleTable } from './calendar.ts'
export { courseTable } from './course.ts'
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
export { deviceSettingTable, deviceSolarTable, deviceTable } from './device.ts'
export { deviceDayTable, deviceNapTable, deviceNightTable } from './device-day.ts'
export {
  lifestyleEntryTable,
  menstrualCycleTable,
  menstrualDayTable,
  nutritionDayTable,
  pregnancyTable,
} from './diary.ts'
export {
  bodyEventTable,
  dayEventTable,
  healthSnapshotSamplesTable,
  healthSnapshotTable,
  napTable,
} from './events.ts'
export { activityGearTable, gearDefaultTable, gearTable } from './gear.ts'
export { golfHoleTable, golfRoundTable } from './golf.ts'
export { hrvNightTable } from './hrv-night.ts'
export { performanceTable } from './performance.ts'
export { sleepStageTable, sleepTable } from './sleep.ts'
export {
  acclimationTable,
  loadBalanceTable,
  trainingReadinessTable,
  trainingStatusTable,
  vo2maxTable,
} from './training.ts'
export { trainingPlanTable, trainingPlanTaskTable } from './training-plan.ts'
export {
  bloodPressureTable,
  healthStatusTable,
  hydrationTable,
} from './vitals.ts'
export { weightTable } from './weight.ts'
export { workoutStepTable, workoutTable } from './workout.ts'
export { heartRateZoneTable, powerZoneTable } from './zone.ts'
