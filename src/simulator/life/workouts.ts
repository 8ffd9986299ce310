/** One step of a workout; a group repeats its steps. */
export type WorkoutStep =
  | {
      readonly kind: 'step'
      readonly intent: 'warmup' | 'interval' | 'recovery' | 'cooldown' | 'rest'
      /** Seconds for `time`, metres for `distance`, null for the lap button; repetitions for `reps`. */
      readonly end: 'time' | 'distance' | 'lap.button' | 'reps'
      readonly endValue: number | null
      /** m/s for pace, bpm for heart rate, null without a target. */
      readonly target: {
        readonly kind: 'pace.zone' | 'heart.rate.zone'
        readonly low: number
        readonly high: number
      } | null
      readonly exercise?: { readonly category: string; readonly name: string; readonly weightG: number }
    }
  | { readonly kind: 'repeat'; readonly times: number; readonly steps: readonly WorkoutStep[] }

export interface WorkoutTruth {
  readonly id: number
  readonly name: string
  readonly description: string | null
  readonly sport: { readonly id: number; readonly key: string }
  readonly createdDay: number
  readonly updatedDay: number
  readonly estimatedS: number
  readonly estimatedM: number | null
  readonly steps: readonly WorkoutStep[]
}

const run = { id: 1, key: 'running' }
const swim = { id: 4, key: 'swimming' }
const strength = { id: 5, key: 'strength_training' }

const time = (intent: 'warmup' | 'interval' | 'recovery' | 'cooldown', seconds: number): WorkoutStep => ({
  kind: 'step',
  intent,
  end: 'time',
  endValue: seconds,
  target: null,
})
const lap = (intent: 'warmup' | 'cooldown' | 'rest'): WorkoutStep => ({
  kind: 'step',
  intent,
  end: 'lap.button',
  endValue: null,
  target: null,
})
const paced = (meters: number, low: number, high: number): WorkoutStep => ({
  kind: 'step',
  intent: 'interval',
  end: 'distance',
  endValue: meters,
  target: { kind: 'pace.zone', low, high },
})
const lift = (category: string, name: string, reps: number, weightG: number): WorkoutStep => ({
  kind: 'step',
  intent: 'interval',
  end: 'reps',
  endValue: reps,
  target: null,
  exercise: { category, name, weightG },
})

/** The person's library: running with pace targets and nested repeats, swimming, strength with weights. */
export function workoutsFrom(firstDay: number): readonly WorkoutTruth[] {
  const made = (
    index: number,
    name: string,
    sport: WorkoutTruth['sport'],
    estimates: readonly [seconds: number, meters: number | null],
    steps: readonly WorkoutStep[],
    description: string | null = null,
  ): WorkoutTruth => ({
    id: 910_000_000 + index,
    name,
    description,
    sport,
    createdDay: firstDay + 11 * index,
    updatedDay: firstDay + 11 * index + (index % 3) * 40,
    estimatedS: estimates[0],
    estimatedM: estimates[1],
    steps,
  })
  const intervals = (times: number, meters: number, rest: number): WorkoutStep => ({
    kind: 'repeat',
    times,
    steps: [paced(meters, 3.7, 4.1), time('recovery', rest)],
  })
  return [
    made(1, '5 × 1000 m', run, [3300, 9400], [lap('warmup'), intervals(5, 1000, 120), lap('cooldown')]),
    made(
      2,
      '2 × (6 × 200 m) ⚡',
      run,
      [2900, 7600],
      [
        time('warmup', 900),
        { kind: 'repeat', times: 2, steps: [intervals(6, 200, 60), time('recovery', 240)] },
        time('cooldown', 600),
      ],
      'Zwei Sätze, locker "anrollen"',
    ),
    made(
      3,
      'Dauerlauf GA1',
      run,
      [3600, null],
      [
        {
          kind: 'step',
          intent: 'interval',
          end: 'time',
          endValue: 3600,
          target: { kind: 'heart.rate.zone', low: 130, high: 145 },
        },
      ],
    ),
    made(
      4,
      'Schwellenlauf 20′',
      run,
      [3000, 8800],
      [time('warmup', 900), paced(4500, 3.4, 3.6), time('cooldown', 600)],
    ),
    made(
      5,
      'Technik + 8×50',
      swim,
      [2400, 1400],
      [
        paced(400, 0.6, 0.8),
        { kind: 'repeat', times: 8, steps: [paced(50, 0.8, 1), lap('rest')] },
        paced(200, 0.6, 0.8),
      ],
    ),
    made(
      6,
      'Ganzkörper A 💪',
      strength,
      [2700, null],
      [
        { kind: 'repeat', times: 3, steps: [lift('SQUAT', 'BARBELL_BACK_SQUAT', 8, 60_000), lap('rest')] },
        { kind: 'repeat', times: 3, steps: [lift('BENCH_PRESS', 'DUMBBELL_BENCH_PRESS', 10, 16_000), lap('rest')] },
      ],
    ),
    made(
      7,
      'Ganzkörper B',
      strength,
      [2700, null],
      [{ kind: 'repeat', times: 4, steps: [lift('DEADLIFT', 'BARBELL_DEADLIFT', 5, 80_000), lap('rest')] }],
    ),
  ]
}
