/** What the measures need of the program besides its build: a Garmin to talk to, files to read, a store to read them into. */

export { toColumns } from '../src/api/services/activity-columns.ts'
export { intradayByHour } from '../src/api/services/intraday.ts'
export { createRows } from '../src/api/services/rows.ts'
export { openApi, signIn } from '../src/api/testing/open-api.ts'
export { activityOriginal, createCatalogue, tablesOf, wellnessFit } from '../src/datasets/index.ts'
export { heartRateDayTable } from '../src/datasets/tables/index.ts'
export { addDays } from '../src/domain/index.ts'
export {
  decodeFit,
  encodeFit,
  namedNumbers,
  profileMessage,
  readFitActivity,
  readFitWellness,
} from '../src/fit/index.ts'
export { createSimulator } from '../src/simulator/index.ts'
export { createSecretKey, openStore, packSeries } from '../src/store/index.ts'
export { createInlineDecode, prepareAnswer } from '../src/sync/index.ts'
export { asGarminDb, ofTheYear, spent, usualDatasets, year } from '../tests/support/economy.ts'
export { writeLongLife } from '../tests/support/ten-years.ts'

export { fieldsToColumns } from './fit-floor.ts'

export type Sources = typeof import('./sources.ts')
