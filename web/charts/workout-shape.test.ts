import { expect, test } from 'vitest'
import type { WorkoutStepJson } from '../../src/contract/index.ts'
import { workoutShape } from './workout-shape.ts'

const step = (over: Partial<WorkoutStepJson>): WorkoutStepJson => ({ step_path: '1', kind: 'step', steps: [], ...over })

test('a repeat is drawn as often as it is repeated, and width is time', () => {
  const blocks = workoutShape(
    [
      step({ intent: 'warmup', end_type: 'time', end_value: 600 }),
      step({
        kind: 'repeat',
        iterations: 3,
        steps: [
          step({ intent: 'interval', end_type: 'time', end_value: 60 }),
          step({ intent: 'rest', end_type: 'time', end_value: 40 }),
        ],
      }),
      step({ intent: 'cooldown', end_type: 'lap.button' }),
    ],
    'running',
  )
  expect(blocks).toHaveLength(8)
  expect(blocks.map(({ open }) => open)).toEqual([false, false, false, false, false, false, false, true])
  expect(blocks[0]!.to).toBeCloseTo(600 / 1200)
  expect(blocks[1]!.height).toBeGreaterThan(blocks[2]!.height)
  expect(blocks.at(-1)!.to).toBeCloseTo(1)
})

test('a distance takes the time of its pace, else of a usual one', () => {
  const [own, usual] = workoutShape(
    [
      step({ end_type: 'distance', end_value: 800, target_type: 'pace.zone', low: 3, high: 5 }),
      step({ end_type: 'distance', end_value: 600, target_type: 'no.target' }),
    ],
    'running',
  )
  expect(own!.to).toBeCloseTo(0.5)
  expect(usual!.to).toBeCloseTo(1)
})

test('nothing is drawn of nothing', () => expect(workoutShape([], null)).toEqual([]))
