/** What the generated pages are made from: the tables of the program itself. */
import { createCatalogue } from '../../src/datasets/index.ts'
import { profile, readFitActivity, readFitWellness } from '../../src/fit/index.ts'

export { openapiDocument } from '../../src/api/index.ts'
export { settings } from '../../src/app/settings.ts'
export { catalogue as commands } from '../../src/cli/catalogue.ts'
export { globalOptions } from '../../src/cli/globals.ts'
export { bookkeepingColumns, errors, exitCodeMeanings, jobTransitions, unitOf } from '../../src/domain/index.ts'

export const fitProfile = profile
export const datasets = createCatalogue({ readFitActivity, readFitWellness })

export type Sources = typeof import('./sources.ts')
