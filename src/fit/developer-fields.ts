import { baseTypeOf, byteType, type FitValue, readFitValue } from './base-types.ts'
import { developerKey, type FieldSpec } from './layout-list.ts'

/** What a file says of a developer field (message 206); a field that it never describes is kept as bytes. */
export interface DeveloperField {
  readonly developerIndex: number
  readonly fieldNumber: number
  /** Base type byte. */
  readonly type: number
  readonly described: boolean
  /** `unnamed_dev_field_N` where the file gives none. */
  readonly name: string
  readonly units: string | null
  readonly scale: number | null
  readonly offset: number | null
  /** The field of the FIT profile that it stands in for, where it says so. */
  readonly nativeMessage: number | null
  readonly nativeField: number | null
}

/** Message numbers: FIT protocol, "Developer Data". */
export const fieldDescriptionNumber = 206

/** Far above every file seen; fields beyond share the place of one that is not described. */
const mostPlaces = 10_000

/** The developer fields of a file in the order in which they were found; each has a place, which is its key. */
export class DeveloperFields {
  readonly #all: DeveloperField[] = []
  readonly #places = new Map<string, number>()
  /** Descriptions in force, by `developer.field`. */
  readonly #inForce = new Map<number, number>()

  get all(): readonly DeveloperField[] {
    return this.#all
  }

  /** A part of a chained file describes its own. */
  startPart(): void {
    this.#inForce.clear()
  }

  /** Takes up a field description message. */
  describe(view: DataView, at: number, fields: readonly FieldSpec[], little: boolean): void {
    const values = new Map<number, FitValue>()
    for (const { key, offset, size, type } of fields)
      if (key < developerKey && offset >= 0 && !values.has(key))
        values.set(key, readFitValue(view, at + offset, size, baseTypeOf(type, size), little))
    const developerIndex = numberOf(values.get(0))
    const fieldNumber = numberOf(values.get(1))
    if (developerIndex === null || fieldNumber === null) return
    const place = this.#add({
      developerIndex,
      fieldNumber,
      type: numberOf(values.get(2)) ?? byteType.code,
      described: true,
      name: textOf(values.get(3)) ?? unnamed(fieldNumber),
      units: textOf(values.get(8)),
      scale: numberOf(values.get(6)),
      offset: numberOf(values.get(7)),
      nativeMessage: numberOf(values.get(14)),
      nativeField: numberOf(values.get(15)),
    })
    this.#inForce.set(developerIndex * 256 + fieldNumber, place)
  }

  /** Place of the field in force for these numbers. */
  placeOf(developerIndex: number, fieldNumber: number): number {
    const known = this.#inForce.get(developerIndex * 256 + fieldNumber)
    if (known !== undefined) return known
    return this.#add(undescribed(developerIndex, fieldNumber))
  }

  #add(field: DeveloperField): number {
    const key = JSON.stringify(field)
    const known = this.#places.get(key)
    if (known !== undefined) return known
    if (this.#all.length === mostPlaces) return mostPlaces - 1
    const place = this.#all.length
    this.#places.set(key, place)
    this.#all.push(place === mostPlaces - 1 ? undescribed(255, 255) : field)
    return place
  }
}

function undescribed(developerIndex: number, fieldNumber: number): DeveloperField {
  return {
    developerIndex,
    fieldNumber,
    type: byteType.code,
    described: false,
    name: unnamed(fieldNumber),
    units: null,
    scale: null,
    offset: null,
    nativeMessage: null,
    nativeField: null,
  }
}

function unnamed(fieldNumber: number): string {
  return `unnamed_dev_field_${fieldNumber}`
}

function numberOf(value: FitValue | undefined): number | null {
  if (Array.isArray(value)) return numberOf(value[0])
  return typeof value === 'number' ? value : null
}

function textOf(value: FitValue | undefined): string | null {
  return typeof value === 'string' ? value : null
}
