import type { WorkoutStepJson } from '../../../src/contract/index.ts'
import { toStopwatch, toWait } from '../../format/duration.ts'
import type { Format } from '../../format/format.ts'
import { paceKind } from '../../format/sport.ts'
import type { Words } from '../../words/en.ts'

const numberOf = (step: WorkoutStepJson, column: string) => (typeof step[column] === 'number' ? step[column] : null)

/** What a step is called, until when it lasts and how hard it is, in words. Pure. */
export function stepWords(
  step: WorkoutStepJson,
  sport: string | null,
  format: Format,
  words: Words['workouts'],
): { name: string; until: string; target: string } {
  const name = String(step.exercise_name ?? step.exercise_category ?? '') || null
  return {
    name: name ?? words.intents[String(step.intent)] ?? words.intents.other ?? '',
    until: untilOf(step, format, words),
    target: targetOf(step, sport, format, words),
  }
}

function untilOf(step: WorkoutStepJson, format: Format, words: Words['workouts']): string {
  const value = numberOf(step, 'end_value')
  if (value === null || value <= 0) return words.lapButton
  if (step.end_type === 'time') return value % 60 === 0 ? toWait(value) : toStopwatch(value)
  if (step.end_type === 'distance') {
    if (value < 1000 && format.reader.units === 'metric') return format.withUnit(format.number(value), 'm')
    const { value: text, unit } = format.distance(value)
    return format.withUnit(text, unit)
  }
  if (step.end_type === 'reps') return words.reps(format.number(value))
  return step.end_type === 'calories' ? format.withUnit(format.number(value), words.kcal) : words.lapButton
}

function targetOf(step: WorkoutStepJson, sport: string | null, format: Format, words: Words['workouts']): string {
  const kind = String(step.target_type ?? '')
  const zone = numberOf(step, 'zone')
  if (zone !== null && zone > 0) return words.zone(format.number(zone))
  const [low, high] = [numberOf(step, 'low'), numberOf(step, 'high')]
  if (low === null || high === null) return words.noTarget
  if (kind.includes('pace') || kind.includes('speed')) {
    const how = paceKind(sport) ?? 'foot'
    // The faster one first, as people say it.
    const [fast, slow] = [format.pace(Math.max(low, high), how), format.pace(Math.min(low, high), how)]
    return `${fast.value}–${format.withUnit(slow.value, slow.unit)}`
  }
  const unit = kind.includes('heart') ? 'bpm' : kind.includes('power') ? 'W' : kind.includes('cadence') ? 'rpm' : ''
  return format.withUnit(format.range(Math.min(low, high), Math.max(low, high)), unit)
}
