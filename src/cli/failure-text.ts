import { type Failure, isFailure, redacted } from '../domain/index.ts'
import type { Colors } from './output.ts'
import { localTime } from './text.ts'

/** A failure for people: what happened and why, then what to do next. `verbose` adds what lies behind it. */
export function failureLines(
  failure: Failure,
  options: { readonly colors: Colors; readonly verbose: boolean },
): readonly string[] {
  const { colors, verbose } = options
  const hint = hintOf(failure)
  return [
    `${colors.red('garminsync:')} ${failure.message}`,
    ...(hint === '' ? [] : [hint]),
    ...(verbose ? [`(${failure.code})`, ...traceLines(failure)] : []),
  ]
}

/** What to do next, and from when on where that is known; empty when nothing can be done. */
export function hintOf({ hint, retryAt }: Failure): string {
  if (hint === '') return ''
  return retryAt === null ? hint : `${hint} Possible again ${localTime(retryAt)}.`
}

/**
 * Where it happened and what caused it. Failures are made of cleaned texts; of foreign errors only name, code and stack
 * frames are shown, since their messages may quote what was sent.
 */
function traceLines(failure: Failure): readonly string[] {
  const lines: string[] = []
  let error: unknown = failure
  for (let depth = 0; error instanceof Error && depth < 5; depth++) {
    const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
    const said = isFailure(error) ? error.message : redacted
    if (depth > 0) lines.push(`caused by ${error.name}${isFailure(error) ? '' : code}: ${said}`)
    lines.push(...(error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)))
    error = error.cause
  }
  return lines
}
