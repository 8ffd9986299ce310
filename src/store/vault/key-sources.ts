import { exec } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { link, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { fail, type Secret } from '../../domain/index.ts'
import { fileFailure, systemCode } from './file-failure.ts'
import { ensureFolder, readPrivateFile, syncFolder, writeNew } from './safe-files.ts'

const commandTimeoutMs = 30_000

/** A keyring of the operating system; `get` gives null where none answers or it holds nothing. */
export interface Keyring {
  readonly name: string
  get(): Promise<Secret | null>
}

/** Where a key came from, in words for `doctor`. */
export interface KeyOrigin {
  readonly source: string
  /** What that protects against, one sentence. */
  readonly protects: string
}

/** The text of the key in a file that a person named. @throws store.unsafe-file, store.secret-key */
export async function readKeyFile(path: string): Promise<string> {
  const bytes = await readPrivateFile(path)
  if (bytes === null) throw fail('store.secret-key', { detail: `the key file ${path} is not there` })
  return keyLine(bytes, `the key file ${path}`)
}

/** The first line that a command prints. @throws store.secret-key */
export async function runKeyCommand(command: string): Promise<string> {
  const { stdout } = await promisify(exec)(command, { timeout: commandTimeoutMs, maxBuffer: 64 * 1024 }).catch(
    (thrown: { code?: unknown }) => {
      // What the command printed may hold the key, so only its exit is told.
      throw fail('store.secret-key', {
        detail: `the command for the key ended with ${String(thrown.code ?? 'a signal')}`,
      })
    },
  )
  return keyLine(Buffer.from(stdout), 'the command for the key')
}

/** The key of this installation, made at the first call: 32 random bytes as base64, mode 0600. */
export async function readOrMakeKeyFile(path: string): Promise<string> {
  await ensureFolder(dirname(path))
  const bytes = (await readPrivateFile(path)) ?? (await makeKeyFile(path))
  return keyLine(bytes, path)
}

async function makeKeyFile(path: string): Promise<Uint8Array> {
  const temp = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    await writeNew(temp, Buffer.from(`${randomBytes(32).toString('base64')}\n`))
    // A link fails where a rename would replace: of two processes that start at once, both use the first one's key.
    await link(temp, path).catch((thrown) => {
      if (systemCode(thrown) !== 'EEXIST') throw thrown
    })
    await syncFolder(dirname(path))
  } catch (thrown) {
    throw fileFailure(thrown, path)
  } finally {
    await rm(temp, { force: true })
  }
  const bytes = await readPrivateFile(path)
  if (bytes === null) throw fail('store.unwritable', { path, detail: 'it vanished' })
  return bytes
}

function keyLine(bytes: Uint8Array, from: string): string {
  const line = Buffer.from(bytes).toString('utf8').split('\n', 1)[0]?.trim()
  if (!line) throw fail('store.secret-key', { detail: `${from} holds no key` })
  return line
}
