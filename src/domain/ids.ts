/** A 64-bit id as a decimal text: exact beyond 2^53, never used for arithmetic. */
export type Id64 = string & { readonly __brand: 'Id64' }

/** One Garmin account, known by the number of its profile (`profileId`). */
export type UserId = Id64 & { readonly __user: true }

const decimal = /^(0|[1-9]\d{0,18})$/
const largest = 2n ** 63n - 1n

export function isId64(text: unknown): text is Id64 {
  return typeof text === 'string' && decimal.test(text) && BigInt(text) <= largest
}

/** Takes a text of digits or a whole number below 2^53; null for everything else. */
export function toId64(value: unknown): Id64 | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? (String(value) as Id64) : null
  if (typeof value === 'bigint') return value >= 0n && value <= largest ? (String(value) as Id64) : null
  return isId64(value) ? value : null
}

export function toUserId(value: unknown): UserId | null {
  return toId64(value) as UserId | null
}
