import type { ActivityFormat } from '../activity.ts'
import { csv } from './csv.ts'
import { gpx } from './gpx.ts'
import { tcx } from './tcx.ts'

/** Every format there is. */
export const activityFormats: readonly ActivityFormat[] = [gpx, tcx, csv]
