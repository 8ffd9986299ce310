import type { LocalDate } from '../../domain/index.ts'
import type { LifeControl } from './life.ts'
import { home } from './person.ts'

/** A course that the person drew. */
export interface CourseTruth {
  readonly id: number
  readonly name: string
  readonly type: { readonly id: number; readonly key: string }
  readonly distanceM: number
  readonly ascentM: number
  readonly descentM: number
  readonly lat: number
  readonly lon: number
  readonly created: LocalDate
}

export function coursesOf({ firstDay }: Pick<LifeControl, 'firstDay'>): readonly CourseTruth[] {
  const at = { lat: home.lat, lon: home.lon, created: firstDay }
  return [
    {
      ...at,
      id: 210_000_001,
      name: 'Seerunde & zurück',
      type: { id: 1, key: 'running' },
      distanceM: 9871.42,
      ascentM: 61.2,
      descentM: 61.2,
    },
    {
      ...at,
      id: 210_000_002,
      name: 'Café-Fahrt 🚴',
      type: { id: 2, key: 'cycling' },
      distanceM: 48_210.9,
      ascentM: 288.1,
      descentM: 288.1,
    },
  ]
}
