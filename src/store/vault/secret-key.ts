import { hkdfSync } from 'node:crypto'
import type { Secret } from '../../domain/index.ts'
import { type KeyOrigin, type Keyring, readKeyFile, readOrMakeKeyFile, runKeyCommand } from './key-sources.ts'
import { toKey } from './key-text.ts'

/** The one key of an installation; everything secret hangs on keys derived from it. Looked up at its first use. */
export interface SecretKey {
  /** 32 bytes for one purpose; another purpose gives unrelated ones. @throws store.secret-key, store.unsafe-file */
  derive(purpose: 'seal' | 'jwt' | 'account-key'): Promise<Uint8Array>
  /** Where the key comes from and what that protects, for `doctor`. */
  describe(): Promise<KeyOrigin>
}

export interface SecretKeyOptions {
  /** GARMINSYNC_SECRET_KEY: 32 bytes as base64 or hex, or a passphrase. */
  readonly value: Secret | null
  /** GARMINSYNC_SECRET_KEY_FILE */
  readonly file: string | null
  /** GARMINSYNC_SECRET_KEY_COMMAND */
  readonly command: string | null
  readonly keyring?: Keyring | null
  /** `secret.key`; made when nothing else gives a key. */
  readonly defaultFile: string
}

interface Found {
  readonly key: Uint8Array
  readonly origin: KeyOrigin
}

/** The first of variable, file, command, keyring and `secret.key` (PRODUCT section 5). Nothing is read before it is needed. */
export function createSecretKey(options: SecretKeyOptions): SecretKey {
  let finding: Promise<Found> | null = null
  const found = () => {
    finding ??= find(options)
    // A failure may pass (a keyring that was locked), so the next call looks again.
    finding.catch(() => {
      finding = null
    })
    return finding
  }
  const derived = new Map<string, Uint8Array>()
  return {
    derive: async (purpose) => {
      const { key } = await found()
      const known = derived.get(purpose) ?? new Uint8Array(hkdfSync('sha256', key, 'garminsync', purpose, 32))
      derived.set(purpose, known)
      return known
    },
    describe: async () => (await found()).origin,
  }
}

async function find({ value, file, command, keyring, defaultFile }: SecretKeyOptions): Promise<Found> {
  const tokens = 'The tokens are sealed;'
  if (value !== null)
    return {
      key: await toKey(value.open()),
      origin: {
        source: 'GARMINSYNC_SECRET_KEY',
        protects: `${tokens} a copy of the home folder does not open them.`,
      },
    }
  if (file !== null)
    return {
      key: await toKey(await readKeyFile(file)),
      origin: { source: file, protects: `${tokens} whoever has the home folder but not that file cannot open them.` },
    }
  if (command !== null)
    return {
      key: await toKey(await runKeyCommand(command)),
      origin: {
        source: 'GARMINSYNC_SECRET_KEY_COMMAND',
        protects: `${tokens} a copy of the home folder does not open them.`,
      },
    }
  const kept = (await keyring?.get()) ?? null
  if (kept !== null)
    return {
      key: await toKey(kept.open()),
      origin: {
        source: keyring?.name ?? 'keyring',
        protects: `${tokens} a copy of the home folder does not open them.`,
      },
    }
  return {
    key: await toKey(await readOrMakeKeyFile(defaultFile)),
    origin: {
      source: defaultFile,
      protects: `${tokens} a copy of the database alone does not open them, a copy of the whole home folder does.`,
    },
  }
}
