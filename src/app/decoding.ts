import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { DatasetDefinition } from '../domain/index.ts'
import { createInlineDecode, createPooledDecode, type Decode } from '../sync/index.ts'

/** How answers are decoded by this process. */
export interface Decoding {
  readonly decode: Decode
  /** From now on in threads of their own, where the program is built; unbuilt sources go on as before. */
  useThreads(): void
  close(): Promise<void>
}

/**
 * Where they are called, until something must not be held up by it or wants all cores: a command that runs a sync and ends has
 * nobody else to answer, and starts sooner and smaller without threads.
 */
export function createDecoding(everything: readonly DatasetDefinition[]): Decoding {
  const inline = createInlineDecode(everything)
  let pooled: ReturnType<typeof createPooledDecode> | null = null
  return {
    decode: (answered, today, signal) => (pooled?.decode ?? inline)(answered, today, signal),
    useThreads: () => {
      const worker = new URL('./decode-worker.mjs', import.meta.url)
      if (existsSync(fileURLToPath(worker))) pooled ??= createPooledDecode({ inline, worker })
    },
    close: async () => pooled?.close(),
  }
}
