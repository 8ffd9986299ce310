import { join } from 'node:path'

/** A store of its own for a measure. @param {import('./sources.ts').Sources} sources @param {string} home */
export function openBenchStore(sources, home) {
  const { createCatalogue, createSecretKey, openStore, readFitActivity, readFitWellness, tablesOf } = sources
  return openStore({
    location: { kind: 'sqlite', path: join(home, 'garminsync.db') },
    folders: { originals: join(home, 'originals'), locks: join(home, 'locks') },
    secretKey: createSecretKey({ value: null, file: null, command: null, defaultFile: join(home, 'secret.key') }),
    tables: tablesOf(createCatalogue({ readFitActivity, readFitWellness })),
    clock: () => /** @type {import('../src/domain/index.ts').Instant} */ (1_760_000_000_000),
  })
}
