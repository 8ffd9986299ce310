/** The catalogue: one entry for each kind of data that Garmin keeps about a person, and the tables they fill. */
export { activityOriginal } from './activity-original.ts'
export { type CatalogueDependencies, createCatalogue, tablesOf } from './catalogue.ts'
export { chooseDatasets, isSampleSource, type SampleSource } from './choose.ts'
export type { ReadFitActivity, ReadFitWellness } from './fit-files.ts'
export * from './tables/index.ts'
export { wellnessFit } from './wellness-fit.ts'
