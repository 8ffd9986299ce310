import { chmod, lstat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fail } from '../../../domain/index.ts'
import { ensureFolder, fileFailure, systemCode, writeNew } from '../../vault/index.ts'

/**
 * Makes sure that a database file is there with mode 0600, which SQLite then gives to its companion files too. An
 * existing one is never opened here: closing it again would drop the locks that this process holds on it (POSIX).
 * @throws store.unwritable, store.full
 */
export async function ensureDatabaseFile(path: string): Promise<void> {
  await ensureFolder(dirname(path))
  try {
    await writeNew(path, new Uint8Array())
  } catch (thrown) {
    if (systemCode(thrown) !== 'EEXIST') throw fileFailure(thrown, path)
    await closeToOthers(path)
  }
}

async function closeToOthers(path: string): Promise<void> {
  const found = await lstat(path)
  if (found.isDirectory()) throw fail('store.unwritable', { path, detail: 'it is a folder' })
  const me = process.getuid?.()
  if (found.isFile() && found.uid === me && (found.mode & 0o077) !== 0) await chmod(path, 0o600)
}
