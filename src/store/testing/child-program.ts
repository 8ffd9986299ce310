import { Secret } from '../../domain/index.ts'
import { openStore } from '../open-store.ts'
import { answerOf, at, day, days, entryOf, keepOf, sessionOf, tokensOf } from './fixtures.ts'
import { type ChildStore, optionsOf } from './places.ts'

/** What a test asks of a process of its own. */
export interface Task {
  readonly store: ChildStore
  readonly do: 'open' | 'hold-lock' | 'keep-forever' | 'count' | 'use-everything'
  readonly name?: string
  readonly times?: number
  readonly umask?: number
}

const task = JSON.parse(process.argv[2] ?? '{}') as Task
if (task.umask !== undefined) process.umask(task.umask)
const say = (text: string) => process.stdout.write(`${text}\n`)
const options = optionsOf(task.store)
const store = await openStore(options)

/** Step after step for ever: every step writes the same number in each of its places. */
const keepForever = async () => {
  for (let step = 1; ; step++) {
    await store.keep(
      keepOf({
        at: at(step),
        answer: answerOf({ key: 'step', asked_at: at(step), body: JSON.stringify({ step }) }),
        entries: [entryOf({ item: 'step', asked_at: at(step) })],
        rows: [{ table: days, rows: Array.from({ length: 28 }, (_, index) => ({ date: dayOf(index), steps: step })) }],
        state: { step },
      }),
    )
    if (step === 1) say('ready')
  }
}

const dayOf = (index: number) => day(`2026-01-${String(index + 1).padStart(2, '0')}`)

switch (task.do) {
  case 'open':
    break
  case 'hold-lock': {
    const held = await store.locks.tryLock(task.name ?? '')
    say(held === null ? 'refused' : 'held')
    // Until somebody ends this process.
    await new Promise((resolve) => setTimeout(resolve, 60_000))
    break
  }
  case 'keep-forever':
    await keepForever()
    break
  case 'count':
    for (let time = 0; time < (task.times ?? 1); time++) {
      const lock = await store.locks.lock('count', { timeoutMs: 30_000 })
      const before = Number((await store.state.get('count', 'value')) ?? 0)
      await store.state.set('count', 'value', before + 1)
      await lock.release()
      await store.state.set('count', `${task.name}-${time}`, true)
    }
    break
  case 'use-everything': {
    const extension = 'fit'
    await store.keep(keepOf({ answer: answerOf(), rows: [{ table: days, rows: [{ date: dayOf(0), steps: 1 }] }] }))
    await store.originals.write(sessionOf().user_id, { bytes: Buffer.from('an original'), extension })
    await store.tokens.put(sessionOf().user_id, tokensOf({ accessToken: new Secret('planted') }))
    await store.locks.tryLock('one')
    say('ready')
    // Companion files of the database and held locks are looked at from outside.
    await new Promise((resolve) => process.stdin.once('data', resolve))
    process.stdin.destroy()
  }
}
await store.close()
say('closed')
