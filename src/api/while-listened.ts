import type { Context } from 'hono'
import type { Env } from './env.ts'

/**
 * A signal for as long as the client is there and the server goes on, and how to let go of both. By hand: what
 * AbortSignal.any makes lives as long as its oldest source, and a server's is as old as the server.
 */
export function whileListened(c: Context<Env>, stopping: AbortSignal | undefined) {
  const listener = new AbortController()
  const end = () => listener.abort()
  const sources = [c.req.raw.signal, stopping].filter((source) => source !== undefined)
  for (const source of sources) source.addEventListener('abort', end, { once: true })
  if (sources.some((source) => source.aborted)) end()
  return {
    signal: listener.signal,
    letGo: () => {
      for (const source of sources) source.removeEventListener('abort', end)
      end()
    },
  }
}
