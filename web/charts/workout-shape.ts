import type { WorkoutStepJson } from '../../src/contract/index.ts'

/** A block of a workout's shape: width is time, height is how hard. */
export interface Block {
  /** Shares of the whole, 0 to 1. */
  readonly from: number
  readonly to: number
  /** 0.35 easy to 1 hard. */
  readonly height: number
  /** Ends when the person presses the lap button, so that it has no length. */
  readonly open: boolean
}

/** Of a step without a length. */
const openSeconds = 300
/** Metres a second that are assumed where only a distance is known and no pace. */
const usualSpeed: Readonly<Record<string, number>> = { running: 3, cycling: 7.5, swimming: 0.8 }
const mostBlocks = 400

/** A workout's steps one after another, repeats as often as they are repeated. Pure. */
export function workoutShape(steps: readonly WorkoutStepJson[], sport: string | null): Block[] {
  const flat = flatten(steps).slice(0, mostBlocks)
  const lengths = flat.map((step) => secondsOf(step, sport))
  const total = lengths.reduce<number>((sum, length) => sum + (length ?? openSeconds), 0)
  let at = 0
  return flat.map((step, index) => {
    const from = at
    at += lengths[index] ?? openSeconds
    return { from: from / total, to: at / total, height: heightOf(step), open: lengths[index] === null }
  })
}

function flatten(steps: readonly WorkoutStepJson[], depth = 0): WorkoutStepJson[] {
  return steps.flatMap((step) => {
    if (step.steps.length === 0 || depth > 4) return [step]
    const times = typeof step.iterations === 'number' ? Math.min(100, Math.max(1, step.iterations)) : 1
    return Array.from({ length: times }, () => flatten(step.steps, depth + 1)).flat()
  })
}

const numberOf = (step: WorkoutStepJson, column: string) => (typeof step[column] === 'number' ? step[column] : null)

/** Null where only the person decides. */
function secondsOf(step: WorkoutStepJson, sport: string | null): number | null {
  const value = numberOf(step, 'end_value')
  if (value === null || value <= 0) return null
  if (step.end_type === 'time') return value
  if (step.end_type !== 'distance') return null
  const [low, high] = [numberOf(step, 'low'), numberOf(step, 'high')]
  const isPace = String(step.target_type).includes('pace') || String(step.target_type).includes('speed')
  const speed = isPace && low !== null && high !== null && low > 0 ? (low + high) / 2 : (usualSpeed[sport ?? ''] ?? 3)
  return value / speed
}

const heights: Readonly<Record<string, number>> = {
  warmup: 0.45,
  cooldown: 0.45,
  recovery: 0.35,
  rest: 0.3,
  interval: 1,
  active: 0.8,
}

function heightOf(step: WorkoutStepJson): number {
  const zone = numberOf(step, 'zone')
  if (zone !== null && zone >= 1 && zone <= 5) return 0.3 + zone * 0.14
  // An hour without a target is no sprint.
  const seconds = step.intent === 'interval' && step.end_type === 'time' ? numberOf(step, 'end_value') : null
  if (seconds !== null && seconds >= 480) return seconds >= 1500 ? 0.5 : 0.75
  return heights[String(step.intent)] ?? 0.6
}
