import { appendFile, chmod, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureFolder } from '../store/index.ts'

/** A log that nobody reads must not fill a disk. */
const largestBytes = 1024 * 1024

/**
 * Keeps faults of our own, with the id that the answer carried: one JSON line each in `log/faults.log`. Stacks name
 * code, never data; messages of foreign errors are left out, since one could repeat what was sent.
 */
export function createFaultLog(folder: string) {
  return async ({ requestId, error }: { requestId: string; error: unknown }): Promise<void> => {
    try {
      await ensureFolder(folder, true)
      const path = join(folder, 'faults.log')
      const { size } = await stat(path).catch(() => ({ size: 0 }))
      if (size > largestBytes) return
      const frames =
        error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
      const line = {
        at: new Date().toISOString(),
        request: requestId,
        kind: error instanceof Error ? error.name : typeof error,
        frames,
      }
      await appendFile(path, `${JSON.stringify(line)}\n`, { mode: 0o600 })
      await chmod(path, 0o600)
    } catch {
      // The fault has its answer already; that it could not be written down must not become another one.
    }
  }
}
