import { Worker } from 'node:worker_threads'
import { afterEach, expect, it } from 'vitest'
import { createWorkerPool, TaskLost, type WorkerPool } from './worker-pool.ts'

/** What the thread below does with a task; `gate` is shared memory. */
interface Task {
  readonly do: 'echo' | 'die' | 'die-once' | 'hang' | 'eat' | 'wait'
  readonly name?: string
  readonly gate?: Int32Array<SharedArrayBuffer>
}

const program = `
  const { parentPort } = require('node:worker_threads')
  const seen = []
  parentPort.on('message', (task) => {
    seen.push(task.name)
    if (task.do === 'die') process.exit(1)
    if (task.do === 'die-once' && Atomics.add(task.gate, 0, 1) === 0) process.exit(1)
    if (task.do === 'hang') while (true);
    // Piece by piece: where a single call of the engine's own hits the limit, it ends the whole process.
    if (task.do === 'eat') for (let last = null; ; ) last = { last }
    if (task.do === 'wait') Atomics.wait(task.gate, 0, 0)
    parentPort.postMessage({ name: task.name, seen: [...seen] })
  })`

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const pool of open.splice(0)) await pool.close()
})
function poolOf({ size = 1, taskMs = 600_000, idleMs = 600_000 } = {}) {
  const started: Worker[] = []
  const pool: WorkerPool<Task, { name: string; seen: string[] }> = createWorkerPool({
    size,
    taskMs,
    idleMs,
    start: () => {
      const worker = new Worker(program, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 32 } })
      started.push(worker)
      return worker
    },
  })
  open.push(pool)
  return { pool, started }
}
const gate = () => new Int32Array(new SharedArrayBuffer(4))
const lostBy = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (thrown: unknown) => (thrown instanceof TaskLost ? thrown.message : thrown),
  )

it('starts no thread before there is work, and no more than it may', async () => {
  const { pool, started } = poolOf({ size: 2 })
  expect(started).toHaveLength(0)
  const names = Array.from({ length: 20 }, (_, index) => `task ${index}`)
  const replies = await Promise.all(names.map((name) => pool.run({ do: 'echo', name })))
  expect(replies.map(({ name }) => name)).toEqual(names)
  expect(started).toHaveLength(2)
})

it('keeps one thread where one is enough', async () => {
  const { pool, started } = poolOf({ size: 4 })
  for (let turn = 0; turn < 5; turn++) await pool.run({ do: 'echo' })
  expect(started).toHaveLength(1)
})

it('tries once more on a new thread what was lost with the old one', async () => {
  const { pool, started } = poolOf()
  expect(await pool.run({ do: 'die-once', name: 'again', gate: gate() })).toEqual({ name: 'again', seen: ['again'] })
  expect(started).toHaveLength(2)
})

it('gives up what ends its thread twice; what waited behind it is done and not blamed', async () => {
  const { pool, started } = poolOf()
  const poison = lostBy(pool.run({ do: 'die', name: 'poison' }))
  const others = ['a', 'b', 'c'].map((name) => pool.run({ do: 'echo', name }))
  expect(await poison).toBe('its thread ended')
  expect((await Promise.all(others)).map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  expect(started).toHaveLength(3)
})

it('ends a thread that takes too long, and one that takes too much memory', async () => {
  const slow = poolOf({ taskMs: 300 })
  expect(await lostBy(slow.pool.run({ do: 'hang' }))).toBe('over 0.3 s')
  expect(slow.started).toHaveLength(2)
  const large = poolOf()
  expect(await lostBy(large.pool.run({ do: 'eat' }))).toBe('out of memory')
  expect(large.started).toHaveLength(2)
})

it('forgets a task that was aborted while it waited, and the result of one that ran', async () => {
  const { pool } = poolOf()
  const door = gate()
  const stop = new AbortController()
  const running = pool.run({ do: 'wait', name: 'runs', gate: door }, stop.signal)
  const posted = pool.run({ do: 'echo', name: 'posted' })
  const waiting = pool.run({ do: 'echo', name: 'waits' }, stop.signal)
  const last = pool.run({ do: 'echo', name: 'last' })
  stop.abort('enough')
  await expect(running).rejects.toBe('enough')
  await expect(waiting).rejects.toBe('enough')
  await expect(pool.run({ do: 'echo' }, stop.signal)).rejects.toBe('enough')
  Atomics.store(door, 0, 1)
  Atomics.notify(door, 0)
  expect((await posted).name).toBe('posted')
  expect((await last).seen).toEqual(['runs', 'posted', 'last'])
})

it('ends an idle thread and starts another when there is work again', async () => {
  const { pool, started } = poolOf({ idleMs: 1 })
  await pool.run({ do: 'echo' })
  await new Promise((resolve) => started[0]?.on('exit', resolve))
  expect((await pool.run({ do: 'echo', name: 'later' })).seen).toEqual(['later'])
  expect(started).toHaveLength(2)
})

it('is closed with everything that it has under way', async () => {
  const { pool, started } = poolOf()
  const running = lostBy(pool.run({ do: 'hang' }))
  const waiting = [1, 2, 3].map(() => lostBy(pool.run({ do: 'echo' })))
  await pool.close()
  expect(await Promise.all([running, ...waiting])).toEqual(Array(4).fill('the pool is closed'))
  expect(await lostBy(pool.run({ do: 'echo' }))).toBe('the pool is closed')
  expect(started.map(({ threadId }) => threadId)).toEqual([-1])
})
