import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock, Instant, Secret } from '../../domain/index.ts'
import type { SqliteProvider } from '../dialects/sqlite/provider.ts'
import { openStore, type StoreLocation, type StoreOptions } from '../open-store.ts'
import type { Store } from '../types.ts'
import { createSecretKey } from '../vault/index.ts'
import { days, everything } from './fixtures.ts'

/** A home folder of one test's own, with the location of its database. */
export interface Place {
  readonly home: string
  readonly location: StoreLocation
  open(changes?: Partial<StoreOptions>): Promise<Store>
  /** What a child process needs to open the same store. */
  readonly childOptions: ChildStore
}
export interface ChildStore {
  readonly home: string
  readonly location: StoreLocation
  readonly provider: SqliteProvider | null
}

export interface Places {
  new: () => Promise<Place>
  /** Closes every store and takes every folder away. */
  clear: () => Promise<void>
}

/** The options of a store in a home folder. */
export function optionsOf(child: ChildStore, clock: Clock = () => 5000 as Instant): StoreOptions {
  return {
    location: child.location,
    folders: { originals: join(child.home, 'originals'), locks: join(child.home, 'locks') },
    secretKey: createSecretKey({ value: null, file: null, command: null, defaultFile: join(child.home, 'secret.key') }),
    tables: [everything, days],
    clock,
    provider: child.provider,
  }
}

export function createPlaces(
  locationIn: (home: string) => Promise<StoreLocation>,
  provider: SqliteProvider | null,
): Places {
  const homes: string[] = []
  const stores: Store[] = []
  return {
    new: async () => {
      const home = await mkdtemp(join(tmpdir(), 'garminsync-store-'))
      homes.push(home)
      const location = await locationIn(home)
      const childOptions = { home, location, provider }
      return {
        home,
        location,
        childOptions,
        open: async (changes = {}) => {
          const store = await openStore({ ...optionsOf(childOptions), ...changes })
          stores.push(store)
          return store
        },
      }
    },
    clear: async () => {
      for (const store of stores.splice(0)) await store.close()
      for (const home of homes.splice(0)) await rm(home, { recursive: true, force: true })
    },
  }
}

/** Every file and folder below a folder, itself included, with its mode. */
export async function walk(folder: string): Promise<{ path: string; isFolder: boolean; mode: number }[]> {
  const found = [{ path: folder, isFolder: true, mode: (await stat(folder)).mode & 0o777 }]
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) found.push(...(await walk(path)))
    else found.push({ path, isFolder: false, mode: (await stat(path)).mode & 0o777 })
  }
  return found
}

/** Files below a folder that hold one of these secrets, as it is, in hex, or in base64. */
export async function filesWith(folder: string, secrets: readonly Secret[]): Promise<string[]> {
  const texts = secrets.flatMap((secret) => {
    const bytes = Buffer.from(secret.open())
    return [secret.open(), bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '')]
  })
  const hits: string[] = []
  for (const { path, isFolder } of await walk(folder)) {
    if (isFolder) continue
    // SQLite's own companions may go while we look.
    const content = await readFile(path).catch(() => Buffer.alloc(0))
    if (texts.some((text) => content.includes(text))) hits.push(path)
  }
  return hits
}
