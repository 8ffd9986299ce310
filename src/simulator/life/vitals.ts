import type { Genes } from './body.ts'
import type { Calendar } from './calendar.ts'
import { draw, noise, pick } from './random.ts'
import type { BloodPressureTruth, HydrationTruth } from './types.ts'

const hourMs = 3_600_000

/** Blood pressure is taken on the 1st and the 15th of a month, in the morning, and now and then again in the evening. */
export function bloodPressureOf(genes: Genes, calendar: Calendar, epochDay: number): readonly BloodPressureTruth[] {
  const dayOfMonth = new Date(epochDay * 86_400_000).getUTCDate()
  if (epochDay < genes.firstDay || (dayOfMonth !== 1 && dayOfMonth !== 15)) return []
  const { date, startUtc, zone } = calendar.bounds(epochDay)
  const drawn = noise(genes.seed, epochDay, draw.pressure)
  const measured = (hour: number, more: number): BloodPressureTruth => {
    const atUtc = startUtc + hour * hourMs + pick(drawn, 0, 40) * 60_000
    return {
      version: atUtc + 417,
      date,
      atUtc,
      offsetS: calendar.clock(zone).offsetS(atUtc),
      systolic: 112 + Math.floor(12 * drawn) + more,
      diastolic: 71 + Math.floor(8 * drawn) + more,
      pulse: 52 + Math.floor(6 * drawn) + more,
    }
  }
  return drawn < 0.25 ? [measured(8, 0), measured(20, 4)] : [measured(8, 0)]
}

/** Drinks are noted on two days in five, a glass at a time; sweat comes from what was done. */
export function hydrationOf(genes: Genes, epochDay: number, activeS: number): HydrationTruth {
  const drawn = noise(genes.seed, epochDay, draw.drinks)
  const sweatMl = Math.round(activeS / 6)
  return { intakeMl: drawn < 0.4 ? 250 * pick(drawn / 0.4, 4, 11) : null, goalMl: 2800 + sweatMl, sweatMl }
}
