import { garth } from './formats/garth.ts'
import { haGarmin } from './formats/ha-garmin.ts'
import { npmGarminConnect } from './formats/npm-garmin-connect.ts'
import { pirateGarmin } from './formats/pirate-garmin.ts'
import { pythonGarminconnect } from './formats/python-garminconnect.ts'
import type { ImportFormat } from './types.ts'

/** Sessions of other tools that can be taken over; the first that recognises a document reads it. */
export const importFormats: readonly ImportFormat[] = [
  pythonGarminconnect,
  pirateGarmin,
  npmGarminConnect,
  garth,
  haGarmin,
]
