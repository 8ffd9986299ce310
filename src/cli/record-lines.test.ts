import { createColors } from 'picocolors'
import { describe, expect, it } from 'vitest'
import { recordLines } from './record-lines.ts'

describe('a row for people', () => {
  const lines = (row: Record<string, unknown>) =>
    recordLines(row, createColors(false)).map((line) => line.replace(/ {2,}/, ': '))

  it('reads units from the names of columns', () => {
    expect(
      lines({ distance_m: 12_345, avg_hr_bpm: 150, weight_g: 65_200, speed_mps: 5, need_min: 500, deep_s: 5340 }),
    ).toEqual([
      'distance: 12.35 km',
      'avg hr: 150 bpm',
      'weight: 65.2 kg',
      'speed: 18.0 km/h',
      'need: 8 h 20 min',
      'deep: 1:29:00',
    ])
  })

  it('does not take the lowest heart rate for a time', () => {
    expect(lines({ hr_min: 50, resp_min: 9, spo2_min: 88 })).toEqual([
      'hr min: 50 bpm',
      'resp min: 9 /min',
      'spo2 min: 88 %',
    ])
  })

  it('keeps columns apart that differ in their unit only', () => {
    expect(lines({ floors_up: 3, floors_up_m: 9.1 })).toEqual(['floors up: 3', 'floors up m: 9 m'])
  })

  it('leaves out what is absent, nested or bookkeeping', () => {
    expect(lines({ user_id: '1', date: 'x', score: null, stages: [], retro: false })).toEqual(['retro: no'])
  })
})
