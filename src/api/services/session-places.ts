import { isFailure, isObject, type UserId } from '../../domain/index.ts'
import type { ActiveSession } from './sessions.ts'
import type { ApiServices } from './types.ts'

/** From where a session was last used, as far as its owner needs it to know it again. */
export interface SessionPlace {
  /** `Chromium on Linux`; null for programs, and where nothing was said. */
  readonly client: string | null
  /** The net and not the machine: `192.168.1.x`; null = in process. */
  readonly last_address: string | null
}

const keyOf = (sessionId: string) => `session-place:${sessionId}`
/** So many sessions are remembered as noted. */
const remembered = 1000

/** Notes from where sessions are used, when that changed. */
export function createSessionPlaces({ store }: Pick<ApiServices, 'store'>) {
  const noted = new Map<string, string>()
  return {
    /** A full disk is no reason to refuse a reader. */
    note: async ({ row, userId }: ActiveSession, seen: { userAgent: string | null; address: string | null }) => {
      const place: SessionPlace = {
        client: seen.userAgent === null ? null : browserOf(seen.userAgent),
        last_address: seen.address === null ? null : coarse(seen.address),
      }
      const text = JSON.stringify(place)
      if (noted.get(row.session_id) === text) return
      noted.set(row.session_id, text)
      for (const oldest of [...noted.keys()].slice(0, Math.max(0, noted.size - remembered))) noted.delete(oldest)
      await store.state.set(userId, keyOf(row.session_id), { ...place }).catch((failure: unknown) => {
        if (!isFailure(failure) || !failure.code.startsWith('store.')) throw failure
      })
    },
    of: async (userId: UserId): Promise<(sessionId: string) => SessionPlace> => {
      const all = await store.state.all(userId)
      return (sessionId) => {
        const found = all[keyOf(sessionId)]
        const text = (value: unknown) => (typeof value === 'string' ? value : null)
        return isObject(found)
          ? { client: text(found.client), last_address: text(found.last_address) }
          : { client: null, last_address: null }
      }
    },
  }
}
export type SessionPlaces = ReturnType<typeof createSessionPlaces>

const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(A|iOS)?\//, 'Edge'],
  [/\b(OPR|OPT)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\bChromium\/|HeadlessChrome\//, 'Chromium'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/\b(iPhone|iPod)\b/, 'an iPhone'],
  [/\biPad\b/, 'an iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

/** `Firefox on Windows`, nothing of what was sent itself; null for what is no browser that is known. */
export function browserOf(userAgent: string): string | null {
  const name = browsers.find(([sign]) => sign.test(userAgent))?.[1]
  const system = systems.find(([sign]) => sign.test(userAgent))?.[1]
  return name === undefined ? null : system === undefined ? name : `${name} on ${system}`
}

/** An address without the part that names the machine; `this machine` where it does not leave it. */
export function coarse(address: string): string {
  if (/^127\.|^::1$/.test(address)) return 'this machine'
  const v4 = /^(\d+\.\d+\.\d+)\.\d+$/.exec(address)
  if (v4) return `${v4[1]}.x`
  return `${address.split(':').slice(0, 3).join(':')}::`
}
