import type { Json } from '../domain/index.ts'
import { madeWith, rebuild, versionsOf } from './rebuild.ts'
import type { EngineOptions, RunInput } from './run-state.ts'

/**
 * Tables that an earlier version of a reader made are made anew before anything is asked. Costs one small read where there
 * is nothing to do. @throws store.damaged, interrupted
 */
export async function readAnew(options: EngineOptions, { userId, signal, report }: RunInput): Promise<void> {
  const { store, catalogue, everything = catalogue, decode } = options
  const versions = versionsOf(everything)
  const known = (await store.state.get(userId, madeWith)) as Record<string, number> | null
  const before = known ?? (await store.answers.versions(userId))
  const older = everything.filter(({ name, version }) => (before[name] ?? version) < version)
  if (older.length > 0) {
    const titles = older.map(({ title }) => title).join(', ')
    report.doing(`Making the tables anew (${titles})`)
    const { answers } = await rebuild({ store, catalogue, everything, decode }, userId, { takeOver: true, signal })
    report.note(older[0]?.name ?? '', `${titles}: read anew from ${answers} kept answers`)
  } else if (known === null || everything.some(({ name }) => known[name] === undefined))
    await store.state.set(userId, madeWith, versions as Json)
}
