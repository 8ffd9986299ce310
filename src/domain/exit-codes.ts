/** How the command ends, stable for scripts (PRODUCT section 3). */
export const exitCodes = {
  done: 0,
  bug: 1,
  usage: 2,
  someFailed: 3,
  signInNeeded: 4,
  mfa: 5,
  refused: 6,
  rateLimited: 7,
  unreachable: 8,
  store: 9,
  notFound: 10,
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** One line for each, for the reference pages. */
export const exitCodeMeanings: Record<ExitCode, string> = {
  0: 'done',
  1: 'a fault of this program',
  2: 'wrong usage',
  3: 'finished, but some items failed',
  4: 'sign-in needed',
  5: 'MFA code needed or wrong',
  6: 'Garmin refused the sign-in',
  7: 'rate-limited; try again at the time printed',
  8: 'Garmin or the server is unreachable',
  9: 'the local store is locked, full, unwritable or damaged',
  10: 'not found',
  130: 'interrupted',
}
