import { clamp, draw, noise } from './random.ts'

/** What the rest of the life is drawn with. */
export interface Genes {
  readonly seed: number
  /** Epoch day on which the life begins; nothing exists before it. */
  readonly firstDay: number
}

const dayOfYear = (epochDay: number): number => {
  const date = new Date(epochDay * 86_400_000)
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000)
}

/** Whether the watch was worn: it is forgotten about one day in fifty, and once a year the charger is. */
export function isWorn({ seed, firstDay }: Genes, epochDay: number): boolean {
  if (epochDay < firstDay) return false
  if (noise(seed, epochDay, draw.worn) < 0.02) return false
  const year = new Date(epochDay * 86_400_000).getUTCFullYear()
  const gap = 190 + Math.floor(noise(seed, year, draw.gapStart) * 25)
  const day = dayOfYear(epochDay)
  return day < gap || day >= gap + 5
}

/** A night is measured when the watch was on both in the evening and in the morning, and not charging. */
export function isNightMeasured(genes: Genes, epochDay: number): boolean {
  if (!isWorn(genes, epochDay) || !isWorn(genes, epochDay - 1)) return false
  return noise(genes.seed, epochDay, draw.noSleep) >= 0.025
}

/** Form over the years, -1 to 1: better in late summer than in winter. */
export function form(epochDay: number): number {
  return Math.sin(((dayOfYear(epochDay) - 140) / 365) * 2 * Math.PI)
}

/** Resting heart rate of a day, bpm. */
export function restingHr({ seed }: Genes, epochDay: number): number {
  return Math.round(51 - 2.5 * form(epochDay) + 4 * (noise(seed, epochDay, draw.resting) - 0.5))
}

/** Mean over the last seven days on which the watch was worn. */
export function restingHrOfWeek(genes: Genes, epochDay: number): number {
  let [sum, count] = [0, 0]
  for (let day = epochDay - 6; day <= epochDay; day++) {
    if (!isWorn(genes, day)) continue
    sum += restingHr(genes, day)
    count++
  }
  return Math.round(sum / Math.max(count, 1))
}

/** Running VO2max, to a tenth. */
export function vo2max({ seed }: Genes, epochDay: number): number {
  return Math.round(10 * (47 + 1.6 * form(epochDay) + 0.6 * noise(seed, Math.floor(epochDay / 9), draw.vo2max))) / 10
}

/** Body weight in grams as a scale shows it. */
export function bodyWeightG({ seed }: Genes, epochDay: number): number {
  const wave = 1400 * Math.sin(epochDay / 61) - 700 * form(epochDay)
  return Math.round((63_400 + wave + 900 * (noise(seed, epochDay, draw.weight) - 0.5)) / 10) * 10
}

/** Body battery at bedtime and after waking: the two points that a day's curve hangs on. */
export function batteryAtBed({ seed }: Genes, epochDay: number): number {
  return 14 + Math.floor(22 * noise(seed, epochDay, draw.stress))
}
export function batteryAtWake(score: number): number {
  return clamp(Math.round(38 + 0.62 * score), 40, 100)
}
