import type { ImportFormat } from '../types.ts'
import { garth } from './garth.ts'
import { haGarmin } from './ha-garmin.ts'
import { npmGarminConnect } from './npm-garmin-connect.ts'
import { pirateGarmin } from './pirate-garmin.ts'
import { pythonGarminconnect } from './python-garminconnect.ts'

/** Sessions of other tools that can be taken over; the first that recognises a document reads it. */
export const importFormats: readonly ImportFormat[] = [
  pythonGarminconnect,
  pirateGarmin,
  npmGarminConnect,
  garth,
  haGarmin,
]
