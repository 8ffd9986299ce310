/** A number in [0, 1) that depends on nothing but its arguments: the whole life is drawn from it. */
export function noise(seed: number, a: number, b: number): number {
  let h = Math.imul(seed ^ 0x2c1b3c6d, 0x9e3779b1) ^ Math.imul(a + 0x165667b1, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 15), 0x297a2d39) ^ Math.imul(b + 0x27d4eb2f, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 13), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 16), 0x846ca68b)
  return ((h ^ (h >>> 16)) >>> 0) / 4_294_967_296
}

/** What a draw is for; the second argument of `noise`, so that no two questions share a number. */
export const draw = {
  worn: 1,
  gapStart: 2,
  bedTime: 3,
  bedLate: 4,
  sleepLength: 5,
  noSleep: 6,
  sleepScore: 7,
  nap: 8,
  napLength: 9,
  hrv: 10,
  hrvMissing: 11,
  resting: 12,
  steps: 13,
  floors: 14,
  goal: 15,
  offWrist: 16,
  weighIn: 17,
  weighInTwice: 18,
  weight: 19,
  stress: 20,
  vo2max: 21,
  respiration: 22,
  sport: 30,
  start: 31,
  length: 32,
  pace: 33,
  pause: 34,
  effort: 35,
  name: 36,
  twin: 37,
  id: 38,
  manual: 39,
  stage: 50,
  quarter: 71,
  breath: 72,
  oxygen: 73,
  snapshot: 74,
  readiness: 60,
  pressure: 61,
  drinks: 62,
} as const

/** Whole number from `low` to `high`, both included. */
export function pick(value: number, low: number, high: number): number {
  return low + Math.floor(value * (high - low + 1))
}

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value
}
