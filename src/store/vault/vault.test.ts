import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Secret } from '../../domain/index.ts'
import {
  createSealing,
  createSecretKey,
  ensureFolder,
  readPrivateFile,
  type SecretKeyOptions,
  writePrivateFile,
} from './index.ts'
import { parseKey, toKey } from './key-text.ts'

let home = ''
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'garminsync-vault-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

const keyWith = (options: Partial<SecretKeyOptions> = {}) =>
  createSecretKey({ value: null, file: null, command: null, defaultFile: join(home, 'secret.key'), ...options })
const hex = async (options: Partial<SecretKeyOptions> = {}) =>
  Buffer.from(await keyWith(options).derive('seal')).toString('hex')

describe('the secret key', () => {
  const key = randomBytes(32)
  const value = new Secret(key.toString('base64'))

  test('is made once, owner-only, and found again', async () => {
    const first = await hex()
    expect(await hex()).toBe(first)
    const path = join(home, 'secret.key')
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(parseKey((await readFile(path, 'utf8')).trim())).toHaveLength(32)
    expect(await readdir(home)).toEqual(['secret.key'])
  })

  test('is one key for all who make it at the same time', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => hex()))
    expect(new Set(made).size).toBe(1)
  })

  test('comes from variable, file, command, keyring, and secret.key, in this order', async () => {
    const file = join(home, 'given.key')
    await writeFile(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 })
    const command = `echo ${randomBytes(32).toString('hex')}`
    const keyring = { name: 'test keyring', get: async () => new Secret(randomBytes(32).toString('hex')) }
    const sourceOf = async (options: Partial<SecretKeyOptions>) => (await keyWith(options).describe()).source
    expect(await sourceOf({ value, file, command, keyring })).toBe('GARMINSYNC_SECRET_KEY')
    expect(await sourceOf({ file, command, keyring })).toBe(file)
    expect(await sourceOf({ command, keyring })).toBe('GARMINSYNC_SECRET_KEY_COMMAND')
    expect(await sourceOf({ keyring })).toBe('test keyring')
    expect(await readdir(home)).toEqual(['given.key'])
    expect(await sourceOf({ keyring: { name: 'empty', get: async () => null } })).toBe(join(home, 'secret.key'))
  })

  test('is the same in every spelling of its bytes, and from every source', async () => {
    const file = join(home, 'given.key')
    await writeFile(file, key.toString('base64url'), { mode: 0o600 })
    const all = await Promise.all([
      hex({ value }),
      hex({ value: new Secret(key.toString('hex').toUpperCase()) }),
      hex({ file }),
      hex({ command: `echo ${key.toString('hex')}` }),
    ])
    expect(new Set(all).size).toBe(1)
  })

  test('may be a passphrase, which is stretched', async () => {
    const phrase = 'correct horse battery staple'
    expect(await toKey(phrase)).toHaveLength(32)
    expect(Buffer.from(await toKey(phrase))).toEqual(Buffer.from(await toKey(phrase)))
    expect(parseKey(phrase)).toBe(null)
    expect(await hex({ value: new Secret(phrase) })).not.toBe(await hex({ value: new Secret(`${phrase}!`) }))
  })

  test('gives unrelated keys for different purposes', async () => {
    const secretKey = keyWith({ value })
    const keys = await Promise.all((['seal', 'jwt', 'account-key'] as const).map((one) => secretKey.derive(one)))
    expect(new Set(keys.map((one) => Buffer.from(one).toString('hex'))).size).toBe(3)
    expect(inspect(secretKey, { depth: 9 })).not.toContain(key.toString('base64'))
  })

  test('that cannot be had is told without what was printed', async () => {
    const code = 'store.secret-key'
    await expect(hex({ file: join(home, 'none') })).rejects.toMatchObject({ code })
    await expect(hex({ command: 'echo hidden-words; exit 3' })).rejects.toMatchObject({
      code,
      message: expect.not.stringContaining('hidden-words'),
    })
    await writeFile(join(home, 'empty'), '\n', { mode: 0o600 })
    await expect(hex({ file: join(home, 'empty') })).rejects.toMatchObject({ code })
  })
})

describe('refusal of symlinks and loose modes', () => {
  const code = 'store.unsafe-file'

  test('a key that others can read is refused with the command that puts it right', async () => {
    await hex()
    for (const mode of [0o640, 0o604, 0o660]) {
      await chmod(join(home, 'secret.key'), mode)
      await expect(hex()).rejects.toMatchObject({ code, hint: expect.stringContaining('chmod 600') })
    }
  })

  test('a key or a folder that is a symbolic link is refused', async () => {
    await mkdir(join(home, 'real'))
    await writeFile(join(home, 'real', 'secret.key'), randomBytes(32).toString('hex'), { mode: 0o600 })
    await symlink(join(home, 'real', 'secret.key'), join(home, 'secret.key'))
    await expect(hex()).rejects.toMatchObject({ code })
    await symlink(join(home, 'real'), join(home, 'linked'))
    await expect(hex({ defaultFile: join(home, 'linked', 'secret.key') })).rejects.toMatchObject({ code })
    await symlink(join(home, 'nowhere'), join(home, 'dangling.key'))
    await expect(hex({ defaultFile: join(home, 'dangling.key') })).rejects.toMatchObject({ code })
  })

  test('a folder in which others can change things, or something that is no file, is refused', async () => {
    await hex()
    await chmod(home, 0o770)
    await expect(hex()).rejects.toMatchObject({ code, hint: expect.stringContaining('chmod 700') })
    await chmod(home, 0o700)
    await mkdir(join(home, 'folder.key'))
    await expect(hex({ file: join(home, 'folder.key') })).rejects.toMatchObject({ code })
  })

  test.skipIf(process.getuid?.() !== 0)('a key of a foreign owner is refused', async () => {
    await hex()
    await chown(join(home, 'secret.key'), 12_345, 12_345)
    await expect(hex()).rejects.toMatchObject({ code })
  })
})

describe('private files and folders', () => {
  test('a file is replaced as a whole and leaves nothing beside it', async () => {
    const path = join(home, 'file')
    await writePrivateFile(path, Buffer.from('one'))
    await chmod(path, 0o600)
    await writePrivateFile(path, Buffer.from('two'))
    expect(Buffer.from((await readPrivateFile(path)) ?? []).toString()).toBe('two')
    expect(await readdir(home)).toEqual(['file'])
    expect(await readPrivateFile(join(home, 'none', 'file'))).toBe(null)
  })

  test('a folder of a person is left as it is, an empty one and our own are closed', async () => {
    const used = join(home, 'used')
    await mkdir(join(used, 'theirs'), { recursive: true })
    const modeAfter = async (path: string, ours?: boolean) => {
      await chmod(path, 0o755)
      await ensureFolder(path, ours)
      return (await stat(path)).mode & 0o777
    }
    expect(await modeAfter(used)).toBe(0o755)
    expect(await modeAfter(used, true)).toBe(0o700)
    expect(await modeAfter(join(used, 'theirs'))).toBe(0o700)
  })

  test('a folder that cannot be made is told with its path', async () => {
    await writeFile(join(home, 'file'), '')
    await expect(ensureFolder(join(home, 'file', 'below'))).rejects.toMatchObject({ code: 'store.unwritable' })
    await expect(ensureFolder(join(home, 'file'))).rejects.toMatchObject({ code: 'store.unwritable' })
  })
})

describe('sealing', () => {
  const binding = { purpose: 'garmin-tokens', account: '1', version: 1 }

  test('a sealed text opens only with the same key, purpose, account and version', async () => {
    const sealing = await createSealing(keyWith())()
    const sealed = sealing.seal('täxt', binding)
    expect(sealing.open(sealed, binding)).toBe('täxt')
    expect(Buffer.from(sealing.seal('täxt', binding))).not.toEqual(Buffer.from(sealed))
    const stranger = await createSealing(keyWith({ value: new Secret('f'.repeat(64)) }))()
    expect(() => stranger.open(sealed, binding)).toThrowError(expect.objectContaining({ code: 'store.secret-key' }))
    const others = [
      { ...binding, purpose: 'challenge' },
      { ...binding, account: '2' },
      { ...binding, version: 2 },
    ]
    for (const other of others)
      expect(() => sealing.open(sealed, other)).toThrowError(expect.objectContaining({ code: 'store.secret-key' }))
  })

  test('a single changed bit anywhere keeps it shut', async () => {
    const sealing = await createSealing(keyWith())()
    const sealed = Buffer.from(sealing.seal('text', binding))
    for (let index = 0; index < sealed.length; index++) {
      const changed = Buffer.from(sealed)
      changed[index] = (changed[index] ?? 0) ^ 1
      expect(() => sealing.open(changed, binding)).toThrow()
    }
    expect(() => sealing.open(sealed.subarray(0, 12), binding)).toThrow()
  })
})
