import { expect, test } from 'vitest'
import type { WorkoutStepJson } from '../../../src/contract/index.ts'
import { createFormat } from '../../format/format.ts'
import { en } from '../../words/en.ts'
import { stepWords } from './step-words.ts'

const format = createFormat({ locale: 'en-GB', units: 'metric', timeZone: 'UTC' })
const words = (over: Partial<WorkoutStepJson>, sport = 'running') => {
  const told = stepWords({ step_path: '1', kind: 'step', steps: [], ...over }, sport, format, en.workouts)
  return [told.name, told.until, told.target].map((text) => text.replace(/[\u202f\u00a0]/g, ' '))
}

test.each([
  [{ intent: 'warmup', end_type: 'time', end_value: 900, zone: 2 }, ['Warm-up', '15 min', 'zone 2']],
  [
    { intent: 'interval', end_type: 'distance', end_value: 800, target_type: 'pace.zone', low: 3.636, high: 3.774 },
    ['Go', '800 m', '4:25–4:35 min/km'],
  ],
  [{ intent: 'cooldown', end_type: 'lap.button', end_value: null }, ['Cool-down', 'lap button', 'no target']],
  [
    { end_type: 'time', end_value: 45, target_type: 'heart.rate.zone', low: 140, high: 150 },
    ['Step', '0:45', '140–150 bpm'],
  ],
  [{ exercise_name: 'SQUAT', end_type: 'reps', end_value: 12 }, ['SQUAT', '12 reps', 'no target']],
])('%j is told', (step, told) => expect(words(step)).toEqual(told))
