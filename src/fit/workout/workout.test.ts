import { describe, expect, test } from 'vitest'
import { type EncodedMessage, encodeFit, readFitWorkout } from '../index.ts'
import { nest, withPaths } from './nest.ts'

type Values = Readonly<Record<number, number | string | null>>
const types: Readonly<Record<number, 'enum' | 'uint16' | 'uint32' | 'string'>> = {
  0: 'string',
  1: 'enum',
  3: 'enum',
  7: 'enum',
  8: 'string',
  9: 'enum',
  10: 'uint16',
  11: 'uint16',
  12: 'uint16',
  19: 'enum',
}

/** A step by field number, with its place. */
function step(index: number, values: Values): EncodedMessage {
  const fields = Object.entries(values).map(([field, value]) => ({
    number: Number(field),
    type: types[Number(field)] ?? ('uint32' as const),
    value,
  }))
  return { number: 27, fields: [{ number: 254, type: 'uint16', value: index }, ...fields] }
}

function workout(sport: number, ...steps: readonly EncodedMessage[]) {
  const head: EncodedMessage = {
    number: 26,
    fields: [
      { number: 4, type: 'enum', value: sport },
      { number: 6, type: 'uint16', value: steps.length },
      { number: 8, type: 'string', value: 'Ein Training' },
    ],
  }
  return readFitWorkout(encodeFit([head, ...steps]))
}

const only = (sport: number, values: Values) => workout(sport, step(0, values)).steps[0]!

describe('steps of a workout file', () => {
  test('a repeat stands around the steps it goes back to, and a repeat around it', () => {
    const found = workout(
      1,
      step(0, { 1: 0, 2: 900_000, 7: 2 }),
      step(1, { 1: 1, 2: 20_000, 7: 0 }),
      step(2, { 1: 0, 2: 60_000, 7: 4 }),
      step(3, { 1: 6, 2: 1, 4: 6 }),
      step(4, { 1: 0, 2: 240_000, 7: 1 }),
      step(5, { 1: 6, 2: 1, 4: 2 }),
      step(6, { 1: 5, 2: null, 7: 3 }),
    )
    const places = found.steps.map((each) => [
      each.step_path,
      each.kind,
      each.iterations,
      each.intent,
      each.end_type,
      each.end_value,
    ])
    expect(places).toEqual([
      ['1', 'step', null, 'warmup', 'time', 900],
      ['2', 'repeat', 2, null, 'iterations', 2],
      ['2.1', 'repeat', 6, null, 'iterations', 6],
      ['2.1.1', 'step', null, 'interval', 'distance', 200],
      ['2.1.2', 'step', null, 'recovery', 'time', 60],
      ['2.2', 'step', null, 'rest', 'time', 240],
      ['3', 'step', null, 'cooldown', 'lap.button', null],
    ])
    expect([found.name, found.sport, found.declaredSteps]).toEqual(['Ein Training', 'running', 7])
  })

  test('heart rates are beats from 100 on and a share below, powers watts from 1000 on and a share below', () => {
    const beats = only(2, { 1: 2, 2: 225, 3: 1, 4: 0, 5: 240, 6: 260 })
    expect([beats.end_type, beats.end_compare, beats.end_value, beats.end_unit]).toEqual([
      'heart.rate',
      'less',
      125,
      'bpm',
    ])
    expect([beats.target_type, beats.low, beats.high, beats.target_unit]).toEqual(['heart.rate.zone', 140, 160, 'bpm'])
    const shares = only(2, { 1: 3, 2: 85, 3: 4, 4: 0, 5: 88, 6: 95 })
    expect([shares.end_compare, shares.end_value, shares.end_unit]).toEqual(['greater', 85, '% of max'])
    expect([shares.target_type, shares.low, shares.high, shares.target_unit]).toEqual([
      'power.zone',
      88,
      95,
      '% of threshold',
    ])
    const watts = only(2, { 1: 0, 2: 1000, 3: 4, 4: 0, 5: 1200, 6: 1250 })
    expect([watts.low, watts.high, watts.target_unit]).toEqual([200, 250, 'W'])
  })

  test('a speed is a pace where people read it as one, and a zone stands in place of values', () => {
    const target = { 1: 1, 2: 100_000, 3: 0, 4: 0, 5: 3700, 6: 4100 }
    expect(only(1, target)).toMatchObject({
      target_type: 'pace.zone',
      low: 3.7,
      high: 4.1,
      target_unit: 'm/s',
      zone: null,
    })
    expect(only(2, target)).toMatchObject({ target_type: 'speed.zone', low: 3.7 })
    expect(only(2, { 1: 0, 2: 1, 3: 4, 4: 5, 5: 0, 6: 0 })).toMatchObject({ zone: 5, low: null, high: null })
  })

  test('a second target, a stroke, equipment, exercise, weight and note are kept', () => {
    const both = only(2, { 1: 0, 2: 1000, 3: 4, 4: 3, 19: 3, 20: 0, 21: 85, 22: 95 })
    expect(both).toMatchObject({ zone: 3, secondary_target_type: 'cadence', secondary_low: 85, secondary_high: 95 })
    expect(only(5, { 1: 1, 2: 5000, 3: 11, 4: 3, 9: 4 })).toMatchObject({
      stroke: 'fly',
      equipment: 'pull_buoy',
      target_type: 'no.target',
    })
    const lift = only(10, { 1: 29, 2: 8, 3: 2, 8: 'tief', 10: 28, 11: 6, 12: 6000 })
    expect(lift).toMatchObject({
      end_type: 'reps',
      end_value: 8,
      exercise_category: 'SQUAT',
      exercise_code: 6,
      weight_g: 60_000,
      note: 'tief',
    })
  })

  test('codes that nobody knows are kept as numbers', () => {
    expect(only(1, { 1: 99, 2: 5, 3: 77, 4: 0, 5: 1, 6: 2, 7: 9, 10: 700 })).toMatchObject({
      end_type: '99',
      end_value: 5,
      target_type: '77',
      low: 1,
      high: 2,
      intent: '9',
      exercise_category: '700',
    })
  })

  test('steps are put in order by their numbers, and a repeat that names none before it repeats nothing', () => {
    const found = workout(1, step(1, { 1: 6, 2: 40, 4: 3 }), step(0, { 1: 5 }))
    expect(found.steps.map((each) => [each.step_path, each.kind, each.iterations])).toEqual([
      ['1', 'step', null],
      ['2', 'repeat', 3],
    ])
  })

  test('a file of nothing but repeats ends, however many there are', () => {
    const flat = Array.from({ length: 50_000 }, (_, index) => ({ index, backTo: 0 }))
    const nested = withPaths(nest(flat))
    expect(nested).toHaveLength(50_000)
    expect(Math.max(...nested.slice(0, 1000).map(({ path }) => path.split('.').length))).toBeLessThanOrEqual(9)
  })
})
