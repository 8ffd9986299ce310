/** Activities out again: a file of `formats/` for each way of writing one. */
export type { ActivityFormat, ExportedActivity, ExportedLap } from './activity.ts'
export { activityFormats } from './formats/list.ts'
