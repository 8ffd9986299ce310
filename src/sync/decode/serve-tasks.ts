import type { MessagePort } from 'node:worker_threads'
import { type DatasetDefinition, toFailure } from '../../domain/index.ts'
import { createInlineDecode, type Decode } from './decode.ts'
import { type DecodeReply, type DecodeTask, toHandOver } from './wire.ts'

/** The work of a thread: answers each task in its turn. */
export function serveTasks(port: MessagePort, catalogue: readonly DatasetDefinition[]): void {
  const decode = createInlineDecode(catalogue)
  const byName = new Map(catalogue.map((dataset) => [dataset.name, dataset]))
  let turn = Promise.resolve()
  port.on('message', (task: DecodeTask) => {
    turn = turn.then(() => answer(port, byName, decode, task))
  })
}

async function answer(
  port: MessagePort,
  byName: ReadonlyMap<string, DatasetDefinition>,
  decode: Decode,
  { today, ...task }: DecodeTask,
): Promise<void> {
  try {
    const dataset = byName.get(task.dataset)
    const form = dataset?.forms.find(({ name }) => name === task.form)
    if (dataset === undefined || form === undefined) throw new Error(`no form ${task.form} of ${task.dataset}`)
    const { decoded, buffers } = toHandOver(await decode({ ...task, dataset, form }, today))
    port.postMessage({ decoded } satisfies DecodeReply, buffers)
  } catch (thrown) {
    const { code, data } = toFailure(thrown)
    const { cause: _, ...plain } = data
    port.postMessage({ code, data: plain } satisfies DecodeReply)
  }
}
