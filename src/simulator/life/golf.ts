import { addDays, eachDay, type LocalDate, toEpochDay } from '../../domain/index.ts'
import type { LifeControl } from './life.ts'
import { noise, pick } from './random.ts'

/** A round of golf over nine holes. */
export interface RoundTruth {
  readonly id: number
  readonly course: string
  readonly courseId: number
  readonly date: LocalDate
  readonly startUtc: number
  readonly holes: readonly {
    readonly number: number
    readonly par: number
    readonly strokes: number
    readonly putts: number
  }[]
}

const pars = [4, 3, 5, 4, 4, 3, 4, 5, 4]

/** Every fifth week, newest first. Only of a person who plays golf. */
export function roundsOf({ firstDay, today }: Pick<LifeControl, 'firstDay' | 'today'>): readonly RoundTruth[] {
  const rounds: RoundTruth[] = []
  for (const date of eachDay(firstDay, addDays(today(), -1))) {
    const epochDay = toEpochDay(date)
    if (epochDay % 35 !== 16) continue
    rounds.push({
      id: 88_000_000 + epochDay,
      course: 'Golfplatz Weißer See',
      courseId: 17_001,
      date,
      startUtc: epochDay * 86_400_000 + 8 * 3_600_000,
      holes: pars.map((par, index) => ({
        number: index + 1,
        par,
        strokes: par + pick(noise(epochDay, index, 1), -1, 3),
        putts: pick(noise(epochDay, index, 2), 1, 3),
      })),
    })
  }
  return rounds.reverse()
}
