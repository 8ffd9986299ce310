import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, lstat, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fail } from '../../domain/index.ts'
import { fileFailure, systemCode } from './file-failure.ts'

const ownerOnlyFile = 0o600
const ownerOnlyFolder = 0o700
/** In such a folder nobody can replace the file of another. */
const sticky = 0o1000
const largestSecretBytes = 64 * 1024
// Windows has neither owners nor modes of this kind; there the profile folder's access list protects.
const hasModes = process.getuid !== undefined

/**
 * Makes a folder (and those above it) that only its owner can enter, under any umask. A folder that is there already is
 * closed to others when it is ours by name (`ours`) or still empty; a person's own folder is left as it is.
 * @throws store.unwritable, store.full
 */
export async function ensureFolder(path: string, ours = false): Promise<void> {
  try {
    if (await makeFolder(path)) return
    const found = await lstat(path)
    if (!hasModes || !found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o077) === 0) return
    if (ours || (await readdir(path)).length === 0) await chmod(path, ownerOnlyFolder)
  } catch (thrown) {
    throw fileFailure(thrown, path)
  }
}

/** One level at a time: mkdir subtracts the umask, and a folder that lost its bits could not be entered for the next. */
async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path, { mode: ownerOnlyFolder })
  } catch (thrown) {
    const code = systemCode(thrown)
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return false
    if (code !== 'ENOENT' || dirname(path) === path) throw thrown
    await makeFolder(dirname(path))
    return makeFolder(path)
  }
  await chmod(path, ownerOnlyFolder)
  return true
}

/**
 * Writes a whole file so that a crash leaves the old one or the new one: temp file, fsync, rename, fsync of the folder.
 * Mode 0600 under any umask. @throws store.unwritable, store.full
 */
export async function writePrivateFile(path: string, bytes: Uint8Array): Promise<void> {
  const temp = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    await writeNew(temp, bytes)
    await rename(temp, path)
    await syncFolder(dirname(path))
  } catch (thrown) {
    await rm(temp, { force: true }).catch(() => undefined /* the first failure is the one to tell */)
    throw fileFailure(thrown, path)
  }
}

/** A new file of mode 0600 that is on the disk when this returns. Fails with EEXIST when there is one. */
export async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', ownerOnlyFile)
  try {
    await file.chmod(ownerOnlyFile)
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes a rename or a new name in a folder durable. Windows cannot sync a folder and does not need to. */
export async function syncFolder(path: string): Promise<void> {
  if (!hasModes) return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/**
 * The bytes of a secret's file, or null when there is none. Neither the file nor its folder may be a symlink, belong to
 * somebody else (root excepted), or be open to others. @throws store.unsafe-file, with the command that puts it right
 */
export async function readPrivateFile(path: string): Promise<Uint8Array | null> {
  const folder = dirname(path)
  try {
    const found = await lstat(folder)
    if (found.isSymbolicLink()) throw unsafe(folder, 'it is a symbolic link', 'Use the folder that it points to.')
    checkOwner(folder, found.uid)
    if (hasModes && (found.mode & 0o022) !== 0 && (found.mode & sticky) === 0)
      throw unsafe(folder, 'others can change what is in it', `Run \`chmod 700 ${folder}\`.`)
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    try {
      const opened = await file.stat()
      if (!opened.isFile()) throw unsafe(path, 'it is not a plain file', 'Move it aside.')
      checkOwner(path, opened.uid)
      if (hasModes && (opened.mode & 0o077) !== 0)
        throw unsafe(path, 'others can read it', `Run \`chmod 600 ${path}\`.`)
      if (opened.size > largestSecretBytes) throw unsafe(path, 'it is too large to be a secret', 'Move it aside.')
      return await file.readFile()
    } finally {
      await file.close()
    }
  } catch (thrown) {
    const code = systemCode(thrown)
    if (code === 'ENOENT') return null
    if (code === 'ELOOP' || code === 'EMLINK')
      throw unsafe(path, 'it is a symbolic link', 'Put the file itself in its place.')
    if (code === 'EACCES' || code === 'EPERM')
      throw unsafe(path, 'it cannot be read by this user', `Run \`chmod 600 ${path}\` as its owner.`)
    throw thrown
  }
}

function checkOwner(path: string, uid: number): void {
  const me = process.getuid?.()
  if (me !== undefined && uid !== me && uid !== 0)
    throw unsafe(path, 'it belongs to another user', `Run \`chown ${me} ${path}\` if it is yours.`)
}

function unsafe(path: string, detail: string, fix: string): Error {
  return fail('store.unsafe-file', { path, detail, fix })
}
