import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { fail } from '../../domain/index.ts'
import type { Answered } from '../read-answer.ts'
import type { Decode } from './decode.ts'
import { type DecodeReply, type DecodeTask, toTask } from './wire.ts'
import { createWorkerPool, TaskLost, type WorkerPoolOptions } from './worker-pool.ts'

export interface PooledDecodeOptions {
  /** For what is small: it is read sooner than a thread would be told of it. */
  readonly inline: Decode
  /** The built `worker.ts`. */
  readonly worker: URL
  readonly limits?: Partial<DecodeLimits>
}

export interface DecodeLimits extends Pick<WorkerPoolOptions, 'size' | 'taskMs' | 'idleMs'> {
  /**
   * Memory of one thread's heap; bytes of files lie outside it and are bounded where they are unpacked. Far above what an
   * answer within its bounds needs (a million values of JSON: 100 MB): an engine that runs out of memory in the midst of
   * parsing ends the whole process.
   */
  readonly heapMb: number
  /**
   * Answers below are decoded where they are. To tell a thread costs 0.03 ms; 64 KB of JSON are parsed in half a millisecond
   * and read in another two. Of a file each byte is dearer: 4 KB of FIT take one.
   */
  readonly textChars: number
  readonly fileBytes: number
}

/** One core is left to the thread that answers. The longest FIT file takes a second; a slow machine gets a minute. */
export function usualDecodeLimits(): DecodeLimits {
  return {
    size: Math.max(1, Math.min(4, availableParallelism() - 1)),
    taskMs: 60_000,
    idleMs: 30_000,
    heapMb: 512,
    textChars: 64 * 1024,
    fileBytes: 2 * 1024,
  }
}

/** Decodes in threads of their own what would hold up this one. A thread is started when it is first needed. */
export function createPooledDecode({ inline, worker, limits }: PooledDecodeOptions): {
  readonly decode: Decode
  close(): Promise<void>
} {
  const { heapMb, textChars, fileBytes, ...pooled } = { ...usualDecodeLimits(), ...limits }
  const pool = createWorkerPool<DecodeTask, DecodeReply>({
    ...pooled,
    // Nothing of this process's surroundings is needed there.
    start: () => new Worker(worker, { resourceLimits: { maxOldGenerationSizeMb: heapMb }, env: {}, execArgv: [] }),
  })
  const isSmall = ({ text, bytes, files }: Answered['answer']) =>
    (text?.length ?? 0) < textChars &&
    (bytes?.length ?? 0) < fileBytes &&
    (files ?? []).reduce((sum, file) => sum + file.bytes.length, 0) < fileBytes
  return {
    decode: async (answered, today, signal) => {
      if (isSmall(answered.answer)) return inline(answered, today, signal)
      const reply = await pool.run(toTask(answered, today), signal).catch((thrown: unknown) => {
        if (!(thrown instanceof TaskLost)) throw thrown
        throw fail('sync.too-heavy', { dataset: answered.dataset.name, detail: thrown.message })
      })
      if ('decoded' in reply) return reply.decoded
      throw fail(reply.code, reply.data)
    },
    close: () => pool.close(),
  }
}
