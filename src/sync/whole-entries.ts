import type { LedgerEntry } from '../domain/index.ts'
import { createPackedEntries, type PackedEntries } from './packed-entries.ts'
import type { Shared } from './shared-values.ts'

const hashBytes = 32

/** Packed entries with everything that the ledger knows of them; half as large again. */
export function createWholeEntries(dataset: string, shared: Shared): PackedEntries<LedgerEntry> {
  const marks = createPackedEntries(dataset, shared)
  let hashes = Buffer.alloc(0)
  let hashed = new Uint8Array(0)
  let richness = new Float64Array(0)
  const makeRoom = (rows: number) => {
    if (rows <= hashed.length) return
    const more = Math.ceil(rows * 1.25)
    const [wereHashes, wereHashed, wereRich] = [hashes, hashed, richness]
    hashes = Buffer.alloc(more * hashBytes)
    hashes.set(wereHashes)
    hashed = new Uint8Array(more)
    hashed.set(wereHashed)
    richness = new Float64Array(more)
    richness.set(wereRich)
  }
  const contentOf = (row: number) => ({
    hash: hashed[row] === 1 ? hashes.toString('hex', row * hashBytes, (row + 1) * hashBytes) : null,
    richness: richness[row] ?? 0,
  })
  return {
    get: (item) => {
      const mark = marks.get(item)
      return mark === undefined ? undefined : { ...mark, ...contentOf(marks.rowOf(item) ?? 0) }
    },
    set: (entry) => {
      marks.set(entry)
      const row = marks.rowOf(entry.item) ?? 0
      makeRoom(marks.size)
      hashed[row] = entry.hash === null ? 0 : 1
      if (entry.hash !== null) hashes.write(entry.hash, row * hashBytes, 'hex')
      richness[row] = entry.richness
    },
    *all() {
      let row = 0
      for (const mark of marks.all()) yield { ...mark, ...contentOf(row++) }
    },
  }
}
