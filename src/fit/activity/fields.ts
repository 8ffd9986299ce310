import { fitEpochSeconds, type Instant, semicirclesToDegrees, toInstant } from '../../domain/index.ts'
import type { FitFile } from '../decode.ts'
import { leastTime } from '../raw-numbers.ts'
import type { FitMessage } from '../table.ts'

/** All messages of one number, in file order. */
export function messagesOf(file: Pick<FitFile, 'tables'>, number: number): FitMessage[] {
  const table = file.tables.get(number)
  return table === undefined ? [] : Array.from({ length: table.rows }, (_, row) => table.message(row))
}

/** Raw / scale; of an array the first valid number. Null where there is none. */
export function numberAt(message: FitMessage, field: number, scale = 1): number | null {
  const value = message.fields.get(field)
  const one = Array.isArray(value) ? value.find((each) => each !== null) : value
  return typeof one === 'number' && Number.isFinite(one) ? one / scale : null
}

export function textAt(message: FitMessage, field: number): string | null {
  const value = message.fields.get(field)
  return typeof value === 'string' ? value : null
}

/** Null also for times that count from when the device was switched on. */
export function timeAt(message: FitMessage, field: number): Instant | null {
  const seconds = numberAt(message, field)
  return seconds === null || seconds < leastTime ? null : toInstant((seconds + fitEpochSeconds) * 1000)
}

export function degreesAt(message: FitMessage, field: number): number | null {
  const semicircles = numberAt(message, field)
  return semicircles === null ? null : semicirclesToDegrees(semicircles)
}

/** The name of a code, its number as text where we know no name; null when there is none. */
export function nameOf(names: Readonly<Record<number, string>>, code: number | null): string | null {
  return code === null ? null : (names[code] ?? String(code))
}
