import type { BaseTypeName } from '../encode.ts'

/** A row of the profile: number, name, base type, unit, scale, offset. Value = raw / scale - offset. */
export type FieldRow = readonly [
  number: number,
  name: string,
  type: BaseTypeName,
  units?: FieldUnits | null,
  scale?: number,
  offset?: number,
]

/** `time`: FIT seconds; `local-time`: the same epoch, wall clock; `semicircles`: 2^31 to half a turn. The others are units. */
export type FieldUnits = string

/** Where the rows were typed from. Garmin's own profile was not among it. */
export const sources = {
  published:
    'field lists published with open FIT readers (python-fitparse, tormoder/fit, fit-file-parser: MIT), held against the corpus where it has the message',
  wellness2: 'WELLNESS-MESSAGES section 2',
  wellness3: 'WELLNESS-MESSAGES section 3',
  wellness4: 'WELLNESS-MESSAGES section 4',
  wellness5: 'WELLNESS-MESSAGES section 5',
  wellness6: 'WELLNESS-MESSAGES section 6',
} as const

export interface ProfileField {
  readonly number: number
  readonly name: string
  readonly type: BaseTypeName
  readonly units: FieldUnits | null
  readonly scale: number
  readonly offset: number
}

export interface ProfileMessage {
  readonly number: number
  readonly name: string
  /** One sentence for the documentation. */
  readonly about: string
  readonly source: string
  readonly fields: readonly ProfileField[]
}

/** A message of the profile as data; fields that are not listed keep their number when they are read. */
export function defineMessage(
  number: number,
  name: string,
  { about, source, fields }: { about: string; source: string; fields: readonly FieldRow[] },
): ProfileMessage {
  return {
    number,
    name,
    about,
    source,
    fields: fields.map(([field, fieldName, type, units = null, scale = 1, offset = 0]) => ({
      number: field,
      name: fieldName,
      type,
      units,
      scale,
      offset,
    })),
  }
}
