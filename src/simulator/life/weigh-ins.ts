import type { LocalDate } from '../../domain/index.ts'
import { bodyWeightG, type Genes } from './body.ts'
import type { Calendar } from './calendar.ts'
import { person } from './person.ts'
import { draw, noise, pick } from './random.ts'
import type { WeighInTruth } from './types.ts'

/** A weigh-in on the scale, or typed in; body composition comes from the scale only (weight.json). */
export function makeWeighIn(
  date: LocalDate,
  atUtc: number,
  offsetS: number,
  weightG: number,
  source: WeighInTruth['source'],
): WeighInTruth {
  const scale = source === 'INDEX_SCALE'
  const fat = Math.round((23.5 + (weightG - 63_400) / 700) * 10) / 10
  return {
    samplePk: atUtc + 26_851,
    date,
    atUtc,
    offsetS,
    weightG,
    source,
    bodyFatPct: scale ? fat : null,
    bodyWaterPct: scale ? Math.round((73 - 0.73 * fat) * 10) / 10 : null,
    boneG: scale ? Math.round(weightG * 0.0512) : null,
    muscleG: scale ? Math.round(weightG * 0.455) : null,
    bmi: scale ? Math.round((weightG / 1000 / (person.heightCm / 100) ** 2) * 10) / 10 : null,
  }
}

/** Sunday mornings mostly, and now and then a second time in the evening; oldest first. */
export function weighInsPlanned(genes: Genes, calendar: Calendar, epochDay: number): readonly WeighInTruth[] {
  if (epochDay < genes.firstDay || (epochDay + 4) % 7 !== 0) return []
  const bounds = calendar.bounds(epochDay)
  if (noise(genes.seed, epochDay, draw.weighIn) > 0.85 || bounds.zone !== person.homeZone) return []
  const clock = calendar.clock(bounds.zone)
  const at = (hour: number) => {
    const seconds = Math.floor(hour * 3600) + pick(noise(genes.seed, epochDay, draw.weighIn), 0, 1799)
    return clock.toUtc(epochDay * 86_400_000 + seconds * 1000)
  }
  const weightG = bodyWeightG(genes, epochDay)
  const [morning, evening] = [at(8.5), at(20)]
  const made = [makeWeighIn(bounds.date, morning, clock.offsetS(morning), weightG, 'INDEX_SCALE')]
  if (noise(genes.seed, epochDay, draw.weighInTwice) < 0.12)
    made.push(makeWeighIn(bounds.date, evening, clock.offsetS(evening), weightG + 600, 'MANUAL'))
  return made
}
