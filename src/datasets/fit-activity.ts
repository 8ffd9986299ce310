import type { FitActivity } from '../domain/index.ts'

/** Reads an activity's FIT file; passed in, since the catalogue knows nothing of FIT. A bad file is a status. */
export type ReadFitActivity = (bytes: Uint8Array) => FitActivity | Promise<FitActivity>
