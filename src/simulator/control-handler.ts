import { json, type Reply } from './reply.ts'
import type { Simulator } from './types.ts'

export type Body = Readonly<Record<string, unknown>>
/** What one control route does; `body` is empty where none was sent. */
export type Handler = (simulator: Simulator, body: Body) => Reply

export const done = (value: unknown = { ok: true }): Reply => json(value)
export const wrong = (message: string): Reply => json({ error: message }, 400)
export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
export const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined
