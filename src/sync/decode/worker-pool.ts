import type { Worker } from 'node:worker_threads'

/** A thread was lost with this task, as often as it is tried: it ran out of memory or time, or it ended. */
export class TaskLost extends Error {}

export interface WorkerPoolOptions {
  /** Starts a thread that answers each message with one message, in their order. */
  readonly start: () => Worker
  /** Threads at most; each is started when there is work for it. */
  readonly size: number
  /** Longest that a task may take before its thread is ended. */
  readonly taskMs: number
  /** A thread without work ends after so long and gives its memory back. */
  readonly idleMs: number
}

export interface WorkerPool<Task, Reply> {
  /**
   * Has a thread do it. Tasks wait in their order; nobody but the callers holds more than one for each thread and another
   * that is next. @throws TaskLost after a second try; what aborted it
   */
  run(task: Task, signal?: AbortSignal): Promise<Reply>
  /** Ends all threads; what they were about fails. */
  close(): Promise<void>
}

/** One that runs, and one that lies in the thread's post, so that it need not wait for this thread between them. */
const postedAtOnce = 2
const tries = 2

interface Item<Task, Reply> {
  readonly task: Task
  readonly resolve: (reply: Reply) => void
  readonly reject: (reason: unknown) => void
  losses: number
  /** Nobody waits for it any more. */
  dropped: boolean
}

interface Seat<Task, Reply> {
  readonly worker: Worker
  /** As they were posted: the first is the one that runs. */
  readonly items: Item<Task, Reply>[]
  timer: NodeJS.Timeout | undefined
  /** Why it was ended, where we did it. */
  reason: string | null
}

export function createWorkerPool<Task, Reply>(options: WorkerPoolOptions): WorkerPool<Task, Reply> {
  const waiting: Item<Task, Reply>[] = []
  const seats = new Set<Seat<Task, Reply>>()
  let closed = false

  const open = (): Seat<Task, Reply> => {
    const seat: Seat<Task, Reply> = { worker: options.start(), items: [], timer: undefined, reason: null }
    seats.add(seat)
    seat.worker.on('message', (reply: Reply) => {
      const item = seat.items.shift()
      item?.resolve(reply)
      watch(seat)
      fill()
    })
    seat.worker.on('messageerror', () => end(seat, 'its result could not be passed on'))
    seat.worker.on('error', (error: NodeJS.ErrnoException) => {
      seat.reason ??= error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out of memory' : String(error.message)
    })
    // Comes after `error`, and alone where the thread ended by itself.
    seat.worker.on('exit', () => lost(seat))
    return seat
  }

  const end = (seat: Seat<Task, Reply>, reason: string) => {
    seat.reason ??= reason
    void seat.worker.terminate()
  }

  /** A busy thread keeps the process alive and is timed; an idle one does not and ends after a while. */
  const watch = (seat: Seat<Task, Reply>) => {
    clearTimeout(seat.timer)
    if (seat.items.length > 0) {
      seat.worker.ref()
      seat.timer = setTimeout(() => end(seat, `over ${options.taskMs / 1000} s`), options.taskMs)
    } else {
      seat.worker.unref()
      seat.timer = setTimeout(() => end(seat, 'idle'), options.idleMs)
      seat.timer.unref()
    }
  }

  const lost = (seat: Seat<Task, Reply>) => {
    clearTimeout(seat.timer)
    seats.delete(seat)
    const [running] = seat.items
    if (running !== undefined) running.losses++
    for (const item of seat.items.splice(0).reverse())
      if (closed || item.losses >= tries) item.reject(new TaskLost(seat.reason ?? 'its thread ended'))
      else waiting.unshift(item)
    fill()
  }

  const fill = () => {
    for (;;) {
      while (waiting[0]?.dropped) waiting.shift()
      const [item] = waiting
      if (item === undefined || closed) return
      const free = [...seats].filter(({ items, reason }) => reason === null && items.length < postedAtOnce)
      const idle = free.find(({ items }) => items.length === 0)
      const seat = idle ?? (seats.size < options.size ? open() : free[0])
      if (seat === undefined) return
      waiting.shift()
      seat.items.push(item)
      seat.worker.postMessage(item.task)
      if (seat.items.length === 1) watch(seat)
    }
  }

  return {
    run: (task, signal) =>
      new Promise<Reply>((resolve, reject) => {
        if (closed) return reject(new TaskLost('the pool is closed'))
        if (signal?.aborted) return reject(signal.reason)
        const settled = () => signal?.removeEventListener('abort', drop)
        const item: Item<Task, Reply> = {
          task,
          resolve: (reply) => {
            settled()
            resolve(reply)
          },
          reject: (reason) => {
            settled()
            reject(reason)
          },
          losses: 0,
          dropped: false,
        }
        // What runs already runs to its end or its limit; its result is thrown away.
        const drop = () => {
          item.dropped = true
          item.losses = tries
          item.reject(signal?.reason)
        }
        signal?.addEventListener('abort', drop, { once: true })
        waiting.push(item)
        fill()
      }),
    close: async () => {
      closed = true
      for (const item of waiting.splice(0)) item.reject(new TaskLost('the pool is closed'))
      await Promise.all(
        [...seats].map((seat) => {
          seat.reason ??= 'the pool is closed'
          return seat.worker.terminate()
        }),
      )
    },
  }
}
