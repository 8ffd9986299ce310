/** The catalogue: one entry for each kind of data that Garmin keeps about a person, and the tables they fill. */
export { type CatalogueDependencies, createCatalogue, tablesOf } from './catalogue.ts'
export { chooseDatasets, isSampleSource, type SampleSource } from './choose.ts'
export type { ReadFitSummary } from './fit-summary.ts'
export * from './tables/index.ts'
