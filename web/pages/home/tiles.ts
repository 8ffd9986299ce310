import type { HomeJson } from '../../../src/contract/index.ts'
import type { FigurePart, Side } from '../../components/tile.tsx'
import type { Format } from '../../format/format.ts'
import { hueOf } from '../../format/metric.ts'
import { en } from '../../words/en.ts'

/** A tile as it is drawn; `figure` null = it waits, and says for what. */
export interface TileData {
  readonly id: string
  readonly name: string
  readonly age: string
  readonly figure: readonly FigurePart[] | null
  readonly reason: string
  readonly side: Side
  readonly comparison: string
  readonly hue: string
  readonly values: readonly (number | null)[]
  readonly band: { readonly low: number; readonly high: number } | null
  readonly kind: 'line' | 'bars'
  readonly target: number | null
}

const tileDays = 28
/** Below it there is no usual range (DESIGN section 6). */
const usualLeast = 30

const ids = {
  sleep: 'sleep.total_s',
  hrv: 'hrv_night.last_night_avg',
  resting: 'daily_summary.hr_resting',
  battery: 'daily_summary.bb_at_wake',
  stress: 'daily_summary.stress_avg',
  steps: 'daily_summary.steps',
} as const
type Name = keyof typeof ids

/** The six tiles. One of a measure that this person never has is left out; one whose value is still to come keeps its place. */
export function tilesOf(home: HomeJson, format: Format): TileData[] {
  return (Object.keys(ids) as Name[]).flatMap((name) => tileOf(name, home, format) ?? [])
}

function tileOf(name: Name, home: HomeJson, format: Format): TileData | null {
  const measured = home.days.columns[ids[name]] ?? []
  // Watches that do not tell the value on waking tell the highest of the day, which it nearly always is.
  const id = name === 'battery' && measured.every((value) => value === null) ? 'daily_summary.bb_high' : ids[name]
  const values = home.days.columns[id] ?? []
  const value = home.values[id] ?? null
  const words = en.home.tiles[name]
  const states = home.days.states[id] ?? []
  const isNever =
    states.length > 0 && values.every((one) => one === null) && states.every(({ state }) => state === 'empty')
  if (isNever && home.archive.days > values.length) return null
  const shown = values.slice(-tileDays)
  const [band, comparison, side] = comparisonOf(name, id, value, home, format)
  const last = states.find(({ to }) => to === home.today)?.state ?? null
  return {
    id,
    name: words.name,
    age: words.age,
    figure: value === null ? null : figureOf(name, value, format),
    reason: en.home.tileReason(last, shown.filter((one) => one !== null).length),
    side,
    comparison,
    hue: hueOf(id),
    values: shown,
    band,
    kind: name === 'steps' ? 'bars' : 'line',
    target: name === 'steps' ? home.notes.step_goal : null,
  }
}

function figureOf(name: Name, value: number, { number }: Format): FigurePart[] {
  if (name === 'sleep') {
    const minutes = Math.round(value / 60)
    const rest = { value: String(minutes % 60).padStart(2, '0'), unit: 'min' }
    return [{ value: number(Math.floor(minutes / 60)), unit: 'h' }, rest]
  }
  const unit = { hrv: 'ms', resting: 'bpm', battery: '', stress: '', steps: '' }[name]
  return [{ value: number(value), unit }]
}

function comparisonOf(
  name: Name,
  id: string,
  value: number | null,
  { usual, notes, values, status }: HomeJson,
  format: Format,
): [TileData['band'], string, Side] {
  const words = en.home.compared
  const { low, high, n } = usual[id] ?? { low: null, high: null, n: 0 }
  const band = low === null || high === null ? null : { low, high }
  const sideIn = (range: TileData['band']): Side =>
    value === null || range === null ? 'unknown' : value < range.low ? 'below' : value > range.high ? 'above' : 'within'
  if (name === 'hrv' && notes.balanced_low !== null && notes.balanced_upper !== null) {
    const balanced = { low: notes.balanced_low, high: notes.balanced_upper }
    return [balanced, words.balanced(format.range(balanced.low, balanced.high)), sideIn(balanced)]
  }
  const side = sideIn(band)
  if (name === 'steps') {
    const goal = notes.step_goal
    return [null, goal === null ? words.soFar : words.ofGoal(format.number(goal)), 'unknown']
  }
  if (name === 'battery' && notes.bb_latest !== null && value !== null) {
    const asOf = status.as_of === null ? null : format.clock(Date.parse(status.as_of))
    return [band, words.latest(format.number(notes.bb_latest), asOf), side]
  }
  if (band === null) return [null, words.tooFew(n, usualLeast, name === 'sleep' || name === 'hrv'), 'unknown']
  if (side === 'within') return [band, words.within, side]
  const write = (one: number) => (name === 'sleep' ? format.number(one / 3600, 1) : format.number(one))
  return [
    band,
    words.usual(`${write(band.low)}–${write(band.high)}${name === 'sleep' ? ' h' : ''}`),
    values[id] === null ? 'unknown' : side,
  ]
}
