import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WorkoutDetailJson } from '../../src/contract/index.ts'
import { type EncodedMessage, encodeFit, type FitWorkoutStep, readFitWorkout } from '../../src/fit/index.ts'
import { createWorld, sync, type World } from '../support/world.ts'

type Truth = ReturnType<World['simulator']['life']['workouts']>[number]
type Step = Truth['steps'][number]

/** What a file and a JSON workout both say of a step. */
const shared = [
  'step_path',
  'kind',
  'iterations',
  'intent',
  'end_type',
  'end_value',
  'target_type',
  'low',
  'high',
  'zone',
  'exercise_category',
  'weight_g',
] as const satisfies readonly (keyof FitWorkoutStep)[]

const sports: Readonly<Record<string, readonly [sport: number, sub: number]>> = {
  running: [1, 0],
  swimming: [5, 17],
  strength_training: [10, 20],
}
const intensities = { interval: 0, rest: 1, warmup: 2, cooldown: 3, recovery: 4 }
const durations = { time: 0, distance: 1, 'lap.button': 5, reps: 29 }
const perUnit = { time: 1000, distance: 100, 'lap.button': 1, reps: 1 }
const categories: Readonly<Record<string, number>> = { BENCH_PRESS: 0, DEADLIFT: 8, SQUAT: 28 }

/** The file that a watch would be sent for a workout of the library: repeats behind the steps that they go back to. */
function toFile(workout: Truth): Uint8Array {
  const steps: EncodedMessage[] = []
  const add = (fields: readonly (readonly [number, 'enum' | 'uint16' | 'uint32', number | null])[]) => {
    const all = [[254, 'uint16', steps.length] as const, ...fields]
    steps.push({ number: 27, fields: all.map(([number, type, value]) => ({ number, type, value })) })
  }
  const write = (list: readonly Step[]) => {
    for (const step of list) {
      if (step.kind === 'repeat') {
        const first = steps.length
        write(step.steps)
        add([
          [1, 'enum', 6],
          [2, 'uint32', first],
          [4, 'uint32', step.times],
        ])
        continue
      }
      const { target, exercise } = step
      const [scale, shift] = target?.kind === 'pace.zone' ? [1000, 0] : [1, 100]
      add([
        [1, 'enum', durations[step.end]],
        [2, 'uint32', step.endValue === null ? null : step.endValue * perUnit[step.end]],
        [3, 'enum', target === null ? 2 : target.kind === 'pace.zone' ? 0 : 1],
        [4, 'uint32', 0],
        [5, 'uint32', target === null ? null : Math.round(target.low * scale) + shift],
        [6, 'uint32', target === null ? null : Math.round(target.high * scale) + shift],
        [7, 'enum', intensities[step.intent]],
        [10, 'uint16', exercise ? (categories[exercise.category] ?? 65_534) : null],
        [12, 'uint16', exercise ? exercise.weightG / 10 : null],
      ])
    }
  }
  write(workout.steps)
  const [sport, sub] = sports[workout.sport.key] ?? [0, 0]
  const head: EncodedMessage = {
    number: 26,
    fields: [
      { number: 4, type: 'enum', value: sport },
      { number: 6, type: 'uint16', value: steps.length },
      { number: 8, type: 'string', value: workout.name },
      { number: 11, type: 'enum', value: sub },
    ],
  }
  return encodeFit([{ number: 0, fields: [{ number: 0, type: 'enum', value: 5 }] }, head, ...steps])
}

/** A step and those that it repeats, in the order of the file. */
function flat(step: JsonStep): JsonStep[] {
  return [step, ...step.steps.flatMap(flat)]
}
type JsonStep = WorkoutDetailJson['steps'][number]

describe('workout files and JSON workouts', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld({ years: 1, mfa: 'none' })
    await world.signIn()
    await sync(world, { sync_type: 'workouts' })
  })
  afterAll(() => world.close())

  test('say the same of every workout of the library: names, nested repeats, ends, targets, exercises', async () => {
    const client = await world.client()
    const library = world.simulator.life.workouts()
    expect(library.length).toBeGreaterThan(5)
    for (const truth of library) {
      const json = await client.workout({ params: { workout_id: String(truth.id) } })
      const file = readFitWorkout(toFile(truth))
      expect([file.status, file.name]).toEqual(['ok', json.name])
      const of = (rows: readonly object[]) =>
        rows.map((row) =>
          Object.fromEntries(shared.map((name) => [name, (row as Record<string, unknown>)[name] ?? null])),
        )
      const fromJson = of(json.steps.flatMap(flat)).map((row) =>
        // Of a repeat JSON says that its intent is to repeat, and a file nothing.
        row.kind === 'repeat' ? { ...row, intent: null } : row,
      )
      expect(of(file.steps), truth.name).toEqual(fromJson)
    }
  })

  const corpus = new URL('../../../shared/fit/', import.meta.url)
  const read = (name: string) => readFitWorkout(readFileSync(new URL(name, corpus)))
  const words = ({
    step_path,
    kind,
    intent,
    end_type,
    end_value,
    end_unit,
    target_type,
    low,
    high,
    zone,
  }: FitWorkoutStep) =>
    [step_path, kind, intent, end_type, end_value, end_unit, target_type, low, high, zone]
      .filter((each) => each !== null)
      .join(' ')

  test.skipIf(!existsSync(corpus))(
    'real workout files are read with their steps (skipped: ../shared/fit is not at hand)',
    () => {
      expect(read('workout/WorkoutRepeatSteps.fit').steps.map(words)).toEqual([
        '1 step warmup time 60 s heart.rate.zone 2',
        '2 repeat iterations 3',
        '2.1 step interval distance 500 m power.zone 5',
        '2.2 step interval distance 500 m power.zone 3',
        '3 step cooldown heart.rate 125 bpm power.zone 1',
      ])
      expect(read('workout/WorkoutIndividualSteps.fit').steps.map(words)).toHaveLength(4)
      const beats = read('workout/2023-01-13_heartratef.fit')
      expect([beats.name, beats.sport, ...beats.steps.map(words)]).toEqual([
        'heart rate for duration',
        'cycling',
        '1 step interval time 600 s heart.rate.zone 140 160',
        '2 step cooldown lap.button',
      ])
    },
  )

  test.skipIf(!existsSync(corpus))(
    'an activity that followed a workout holds it (skipped: ../shared/fit is not at hand)',
    () => {
      for (const name of ['activity/p2g_cycle_workout.fit', 'activity/hrv-activity.fit']) {
        const { steps, declaredSteps } = read(name)
        expect([name, steps.length]).toEqual([name, declaredSteps])
      }
    },
  )
})
