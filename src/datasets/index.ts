/** The catalogue: one entry for each kind of data that Garmin keeps about a person, and the tables they fill. */
export { activityOriginal } from './activity-original.ts'
export { type CatalogueDependencies, createCatalogue, tablesOf } from './catalogue.ts'
export { chooseDatasets, isSampleSource, type SampleSource } from './choose.ts'
export type { ReadFitActivity } from './fit-activity.ts'
export * from './tables/index.ts'
