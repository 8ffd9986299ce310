import type { FitSession } from '../domain/index.ts'

/** Reads a FIT file's sessions; passed in, since the catalogue knows nothing of FIT. A bad file is a status. */
export type ReadFitSummary = (bytes: Uint8Array) => Promise<{
  readonly status: 'ok' | 'partial' | 'crc_mismatch' | 'reject'
  readonly sessions: readonly FitSession[]
}>
