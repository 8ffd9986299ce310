import type { z } from '@hono/zod-openapi'
import type { OperationId } from './operations.ts'
import type { Routes } from './routes/index.ts'
import type { ChallengeJson, UserSessionJson } from './schemas/auth.ts'
import type { AccountEventJson } from './schemas/events.ts'
import type { JobEventJson, SyncJobJson } from './schemas/sync.ts'

type BodyOf<R> = R extends { request: { body: { content: { 'application/json': { schema: infer S } } } } }
  ? { readonly body: Mutable<z.input<S & z.ZodType>> }
  : unknown
type ParamsOf<R> = R extends { request: { params: infer S } } ? { readonly params: z.input<S & z.ZodType> } : unknown
type QueryOf<R> = R extends { request: { query: infer S } }
  ? { readonly query?: Mutable<z.output<S & z.ZodType>> }
  : unknown
/** Optional values may also be given as `undefined`: callers pass on what they were given. */
type Mutable<T> = { [K in keyof T]: undefined extends T[K] ? T[K] | undefined : T[K] }

/** What a call takes: `params` of the path, `query`, `body`, as far as its route has them, and a `signal` to stop it. */
export type InputOf<Id extends OperationId> = BodyOf<Routes[Id]> &
  ParamsOf<Routes[Id]> &
  QueryOf<Routes[Id]> & { readonly signal?: AbortSignal | undefined }

type AnswerOf<Id extends OperationId> = Routes[Id] extends {
  responses: { 200: { content: { 'application/json': { schema: infer S } } } }
}
  ? z.output<S & z.ZodType>
  : never

type Call<Input, Answer> =
  Record<never, never> extends Input ? (input?: Input) => Promise<Answer> : (input: Input) => Promise<Answer>

/** Operations of which more than the parsed answer counts. */
export interface SpecialCalls {
  /** 200: signed in. 202: a code is wanted. */
  authLogin(
    input: InputOf<'authLogin'>,
  ): Promise<
    { readonly status: 200; readonly body: UserSessionJson } | { readonly status: 202; readonly body: ChallengeJson }
  >
  /** 202: a new job. 200: attached to one that was there. */
  syncStart(input: InputOf<'syncStart'>): Promise<{ readonly status: 200 | 202; readonly body: SyncJobJson }>
  activityFile(input: InputOf<'activityFile'>): Promise<{ readonly bytes: Uint8Array; readonly filename: string }>
  /**
   * Events of a job, from the first or after `lastEventId`, until it has ended or `signal` is aborted. A connection that
   * breaks off is taken up again where it stopped.
   */
  syncEvents(
    input: InputOf<'syncEvents'> & { readonly lastEventId?: number | undefined },
  ): AsyncIterable<{ readonly id: number; readonly data: JobEventJson }>
  /**
   * Events of the account, from now or after `lastEventId`, until the connection or the session ends, or `signal` is aborted.
   * It is not taken up again by itself: who listens decides when. @throws server.unreachable when it breaks off
   */
  events(input?: {
    readonly lastEventId?: number | undefined
    readonly signal?: AbortSignal | undefined
  }): AsyncIterable<{ readonly id: number; readonly data: AccountEventJson }>
}

/**
 * One method for each operation of the contract. Every one rejects with a `Failure`: the server's own code and texts,
 * or `server.unreachable` when there was no answer.
 */
export type Client = SpecialCalls & {
  [Id in Exclude<OperationId, keyof SpecialCalls>]: Call<InputOf<Id>, AnswerOf<Id>>
}
