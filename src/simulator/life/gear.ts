import { addDays, type LocalDate } from '../../domain/index.ts'
import type { LifeControl } from './life.ts'
import type { SportKey } from './sports.ts'
import { sports } from './sports.ts'
import type { ActivityTruth } from './types.ts'

/** A pair of shoes or a bike, from the day it was first used to the day it was put away. */
export interface GearTruth {
  /** Without dashes, as the gear service writes it. */
  readonly uuid: string
  readonly pk: number
  readonly type: 'Shoes' | 'Bike'
  readonly make: string
  readonly model: string
  /** What the person calls it; null where they gave no name. */
  readonly name: string | null
  readonly begin: LocalDate
  readonly end: LocalDate | null
  /** Metres after which it is to be replaced. */
  readonly maximumM: number | null
  readonly sports: readonly SportKey[]
  /** Taken for these sports unless the person chooses otherwise. */
  readonly isDefault: boolean
}

/** Shoes are replaced after these many days. */
const shoesLastDays = 200

/** What the person owns: shoes of which the older are put away, trail shoes, and a bike. */
export function gearOf({ firstDay, today }: Pick<LifeControl, 'firstDay' | 'today'>): readonly GearTruth[] {
  const replaced = addDays(firstDay, shoesLastDays)
  const isReplaced = replaced <= today()
  const shoes = { type: 'Shoes', maximumM: 800_000, sports: ['running'] } as const
  const all: GearTruth[] = [
    {
      ...shoes,
      uuid: '5b1fd0c2a9e04c51a3b47a0b1c2d3e01',
      pk: 31_000_001,
      make: 'Brooks',
      model: 'Ghost',
      name: 'Die Alten',
      begin: firstDay,
      end: isReplaced ? addDays(replaced, -1) : null,
      isDefault: !isReplaced,
    },
    {
      uuid: '5b1fd0c2a9e04c51a3b47a0b1c2d3e02',
      pk: 31_000_002,
      type: 'Shoes',
      make: 'Other',
      model: 'Unknown Shoes',
      name: 'Trailschuhe „Wurzel“',
      begin: firstDay,
      end: null,
      maximumM: null,
      sports: ['trail_running', 'hiking'],
      isDefault: true,
    },
    {
      uuid: '5b1fd0c2a9e04c51a3b47a0b1c2d3e03',
      pk: 31_000_003,
      type: 'Bike',
      make: 'Canyon',
      model: 'Endurace',
      name: null,
      begin: firstDay,
      end: null,
      maximumM: null,
      sports: ['cycling'],
      isDefault: true,
    },
  ]
  if (isReplaced)
    all.push({
      ...shoes,
      uuid: '5b1fd0c2a9e04c51a3b47a0b1c2d3e04',
      pk: 31_000_004,
      make: 'Saucony',
      model: 'Ride',
      name: null,
      begin: replaced,
      end: null,
      isDefault: true,
    })
  return all
}

/** What was done with it, newest first. */
export function activitiesWith(life: Pick<LifeControl, 'activities'>, gear: GearTruth): readonly ActivityTruth[] {
  const keys = new Set<string>(gear.sports.map((key) => sports[key].typeKey))
  return life
    .activities()
    .filter(
      ({ sport, date, manual, twinOf }) =>
        !manual &&
        twinOf === null &&
        keys.has(sport.typeKey) &&
        date >= gear.begin &&
        (gear.end === null || date <= gear.end),
    )
}
