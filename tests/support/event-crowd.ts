import { setTimeout as sleep } from 'node:timers/promises'

/** Where a job is watched, and by whose right. `token` is asked again when an answer says that it is over. */
export interface Watched {
  readonly url: string
  readonly jobId: string
  readonly token: (refused: boolean) => Promise<string>
}

/** How somebody reads: pausing after each piece that came, or leaving after some events and coming back. */
export interface Manner {
  readonly slowMs?: number
  readonly leavesAfter?: number
}

/** In turn: one who keeps up, one who is slow, one who leaves and comes back with the last id seen. */
export function mannersOf(slowMs: number): readonly Manner[] {
  return [{}, { slowMs }, { leavesAfter: 3 }]
}

/**
 * Ids of the events of a job as one reader sees them, until a stream that was opened after the last of them ends with
 * nothing more: so the end is known whatever kinds of events there are.
 */
export async function readToEnd(watched: Watched, { slowMs = 0, leavesAfter = Infinity }: Manner): Promise<number[]> {
  const ids: number[] = []
  for (;;) {
    const before = ids.length
    const leave = new AbortController()
    const answer = await open(watched, ids.at(-1) ?? 0, leave.signal)
    const decoder = new TextDecoder()
    let text = ''
    try {
      for await (const chunk of answer.body ?? []) {
        text += decoder.decode(chunk, { stream: true })
        const blocks = text.split('\n\n')
        text = blocks.pop() ?? ''
        for (const block of blocks) {
          if (block.startsWith('event: error')) throw new Error(block)
          const id = /^id: (\d+)$/m.exec(block)?.[1]
          if (id !== undefined) ids.push(Number(id))
        }
        if (ids.length - before >= leavesAfter) break
        if (slowMs > 0) await sleep(slowMs)
      }
    } finally {
      leave.abort()
    }
    if (ids.length === before) return ids
  }
}

/** On a machine that is busy elsewhere a request may be sent so late that it is refused; it is sent again, as browsers do. */
const mostTries = 5

async function open({ url, jobId, token }: Watched, after: number, signal: AbortSignal): Promise<Response> {
  let refused = false
  for (let tries = 1; ; tries++) {
    const headers: Record<string, string> = {
      authorization: `Bearer ${await token(refused)}`,
      'last-event-id': String(after),
    }
    const answer: Response = await fetch(`${url}/api/v1/sync/jobs/${jobId}/events`, { headers, signal })
    if (answer.status === 200) return answer
    const text = await answer.text()
    if (tries === mostTries || (answer.status !== 401 && answer.status !== 408))
      throw new Error(`${answer.status}: ${text}`)
    refused = answer.status === 401
  }
}

/** What is wrong with what each reader saw, in words: all of them have to see 1, 2, 3, … to the same end. */
export function whatReadersMissed(seen: readonly (readonly number[])[]): string[] {
  const most = Math.max(0, ...seen.map((ids) => ids.length))
  return seen.flatMap((ids, reader) => {
    const wrong = ids.findIndex((id, at) => id !== at + 1)
    if (wrong >= 0) return [`reader ${reader}: event ${ids[wrong]} came in place ${wrong + 1}`]
    return ids.length === most ? [] : [`reader ${reader}: ${ids.length} of ${most} events`]
  })
}
