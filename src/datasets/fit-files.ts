import type { FitActivity, FitWellness } from '../domain/index.ts'

/** Reads an activity's FIT file; passed in, since the catalogue knows nothing of FIT. A bad file is a status. */
export type ReadFitActivity = (bytes: Uint8Array) => FitActivity | Promise<FitActivity>

/** Reads one file of a day's archive; a bad file is a status. */
export type ReadFitWellness = (bytes: Uint8Array) => FitWellness | Promise<FitWellness>
