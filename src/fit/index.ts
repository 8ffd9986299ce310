/** FIT files in, messages and summaries out. Bad files are values with a status, never errors. */
export type { FitValue } from './base-types.ts'
export { type DecodeOptions, decode, type FitFile, type FitStatus } from './decode.ts'
export type { BreakKind, FitMessage } from './reader.ts'
export { type FitSummary, readFitSummary } from './summary.ts'
