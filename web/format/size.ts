import { type NumberFormat, nothing, thinSpace } from './number.ts'

const steps = ['B', 'KB', 'MB', 'GB', 'TB']

/** Bytes, decimal: `184 KB`, `2.1 GB`. One decimal below ten of a unit from MB on. */
export function toSize(bytes: number | null | undefined, { number }: NumberFormat): string {
  if (bytes === null || bytes === undefined || !Number.isFinite(bytes)) return nothing
  let value = bytes
  let step = 0
  while (value >= 999.5 && step < steps.length - 1) {
    value /= 1000
    step++
  }
  return `${number(value, step >= 2 && value < 9.95 ? 1 : 0)}${thinSpace}${steps[step]}`
}

/** An id or a hash to look at: first 8 and last 4; short ones whole. Copy the whole. */
export function toShortHash(hash: string): string {
  return hash.length <= 14 ? hash : `${hash.slice(0, 8)}…${hash.slice(-4)}`
}
