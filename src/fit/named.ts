import { fitEpochSeconds, semicirclesToDegrees } from '../domain/index.ts'
import type { FitValue } from './base-types.ts'
import { profileMessage } from './profile/all.ts'
import type { ProfileField } from './profile/message.ts'
import { leastTime, type Numbers, rawNumbers } from './raw-numbers.ts'
import type { FitMessage, FitTable } from './table.ts'

/** Scaled, in the field's unit: times as UTC milliseconds, positions in degrees, arrays element by element. */
export type NamedValue = FitValue

export interface NamedMessage {
  /** `message_N` where the profile has no name. */
  readonly name: string
  /** Fields without a name are `field_N`; developer fields stand under the names that the file gives them. */
  readonly values: Readonly<Record<string, NamedValue>>
}

/** A message under the names of the profile, in units. */
export function toNamedMessage({ number, fields, developer }: FitMessage): NamedMessage {
  const known = profileMessage(number)
  const values: Record<string, NamedValue> = {}
  for (const [field, value] of fields) {
    const about = known?.fields.find((each) => each.number === field)
    values[about?.name ?? `field_${field}`] = about === undefined ? value : inUnits(value, about)
  }
  for (const [field, value] of developer) {
    const scale = { scale: field.scale ?? 1, offset: field.offset ?? 0, units: null }
    values[field.name in values ? `${field.name} (${field.developerIndex})` : field.name] = inUnits(value, scale)
  }
  return { name: known?.name ?? `message_${number}`, values }
}

/**
 * A field's numbers in its unit, one for each row, NaN where there is none; of an array its first. Null when the profile
 * does not know the field or no message has it.
 */
export function namedNumbers(table: FitTable, name: string): Float64Array | null {
  const field = profileMessage(table.number)?.fields.find((each) => each.name === name)
  if (field === undefined || table.column(field.number) === null) return null
  return scaleAll(rawNumbers(table, field.number), field)
}

type Scale = Pick<ProfileField, 'scale' | 'offset' | 'units'>

function inUnits(value: FitValue, scale: Scale): NamedValue {
  if (typeof value === 'number') return scaled(value, scale)
  if (!Array.isArray(value)) return value
  return value.map((each: number | bigint | null) => (typeof each === 'number' ? scaled(each, scale) : each))
}

/** As `scaled`, in one loop over all: a function called for each would take three times as long. */
function scaleAll(raw: Numbers, { scale, offset, units }: Scale): Float64Array {
  const values = new Float64Array(raw.length)
  if (units === 'time' || units === 'local-time')
    for (let row = 0; row < raw.length; row++) values[row] = scaled(raw[row]!, { scale, offset, units })
  else {
    const factor = units === 'semicircles' ? 2 ** 31 / 180 : scale
    for (let row = 0; row < raw.length; row++) values[row] = raw[row]! / factor - offset
  }
  return values
}

function scaled(raw: number, { scale, offset, units }: Scale): number {
  if (units === 'semicircles') return semicirclesToDegrees(raw)
  // Below, the device had no clock yet: seconds since it was switched on (FIT profile, `date_time`).
  if (units === 'time' || units === 'local-time') return raw < leastTime ? raw * 1000 : (raw + fitEpochSeconds) * 1000
  return raw / scale - offset
}
