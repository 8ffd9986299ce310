import { hostileKinds } from './hostile.ts'
import { noise } from './life/random.ts'

/** Ways in which Garmin can misbehave (AUTH 2.2, section 9 and 15; DATA section 1). */
export const faultKinds = [
  /** HTTP 429 of the edge, HTML; `retryAfter` in seconds, or as an HTTP date. */
  '429',
  /** `{"error":{"status-code":"429"}}` with HTTP 200, at the sign-in doors. */
  '429-in-body',
  '427-in-body',
  /** 403 challenge page with `cf-mitigated: challenge`. */
  'challenge',
  /** 403 with the plain text `error code: 1020`. */
  'error-1020',
  /** 403 that Garmin's API itself gives, JSON. */
  'forbidden',
  'captcha',
  'account-locked',
  'child-account',
  'consent-needed',
  /** A verdict that nobody knows. */
  'unknown-verdict',
  /** The widget wants another phone number first. */
  'phone-number',
  /** The widget's page wants a code that was not sent yet. */
  'code-not-sent',
  /** That page bears the title that people report since May 2026. */
  'other-title',
  /** 401 without a JSON verdict. */
  'bare-401',
  'problem-400',
  /** 404 page of an address that there is not. */
  'no-such-address',
  /** 5xx HTML; `status` says which, default 503. */
  'server-error',
  /** The connection is cut before anything is answered. */
  'reset',
  /** The connection is cut in the middle of the body. */
  'short-body',
  /** Waits `ms`, then answers as usual. */
  'slow',
  /** Does at once what was asked, and answers `ms` later: between the two the client can die. */
  'late',
  /** The right answer cut in half, with the length of the half. */
  'truncated',
  /** 200 with an HTML page where JSON was expected. */
  'html',
  /** 200 with a body of `bytes` spaces before the JSON, to test bounds. */
  'huge',
  'expired-token',
  'token-not-active',
  /** Token answers without that member. */
  'no-refresh-token',
  'no-expires-in',
  'exp-text',
  /** `NaN`, which is no JSON. */
  'exp-nan',
  /** A moment hundreds of thousands of years from now. */
  'exp-huge',
  'alg-none',
  /** 400 `User doesn't exist in DB for GarminGUID`. */
  'wrong-region',
  'invalid-grant',
  'invalid-client',
  /** HTTP 200 with `errors` and a null field: the gateway is overloaded. */
  'graphql-errors',
  /** The same after a silent change of its schema. */
  'graphql-undefined',
  /** 200 with the literal `null`. */
  'null',
  /** 200 with `privacyProtected: true`. */
  'privacy-protected',
  ...hostileKinds,
] as const

export type FaultKind = (typeof faultKinds)[number]

/** Faults that only one request can play; others pass by. */
const places: Partial<Record<FaultKind, RegExp>> = {
  'phone-number': /^POST \/sso\/signin$/,
  'code-not-sent': /^POST \/sso\/signin$/,
  'other-title': /^\w+ \/sso\/verifyMFA\/loginEnterMfaCode$/,
}

export interface FaultSpec {
  readonly kind: FaultKind
  /** Which paths; a text is taken as a regular expression. Default: all. */
  readonly match?: RegExp | string
  readonly method?: 'GET' | 'POST'
  /** How often; null for always. Default 1. */
  readonly times?: number | null
  /** Matching requests to let pass first. Default 0. */
  readonly after?: number
  /** Chance of each matching request, 0-1, drawn from the seed. Default 1. */
  readonly probability?: number
  /** For 429 and 5xx: seconds, or `{ date: seconds from now }` for the HTTP date form. Left out: no header. */
  readonly retryAfter?: number | { readonly date: number }
  /** For 5xx. Default 503. */
  readonly status?: number
  /** For `slow` and `late`, milliseconds. Default 1000. */
  readonly ms?: number
  /** For `huge`, default 80 000 000, and for what unpacks to so much, default 1 000 000 000. */
  readonly bytes?: number
}

export interface Fault extends FaultSpec {
  readonly id: number
  /** How often it has been played. */
  played: number
}

export interface FaultControl {
  /** The number to remove it by. */
  add(spec: FaultSpec): number
  remove(id: number): boolean
  clear(): void
  list(): readonly Fault[]
}

export interface FaultBox extends FaultControl {
  /** The fault to play for this request, counted as played. Slow ones first, then the oldest other one. */
  take(method: string, path: string): readonly Fault[]
}

export function createFaults(seed: number): FaultBox {
  let faults: (Fault & { pattern: RegExp; seen: number })[] = []
  let nextId = 1
  let draws = 0

  function applies(fault: (typeof faults)[number], method: string, path: string): boolean {
    if (fault.method !== undefined && fault.method !== method) return false
    if (!fault.pattern.test(path) || places[fault.kind]?.test(`${method} ${path}`) === false) return false
    const times = fault.times === undefined ? 1 : (fault.times ?? Number.POSITIVE_INFINITY)
    if (fault.played >= times) return false
    if (fault.seen++ < (fault.after ?? 0)) return false
    return fault.probability === undefined || noise(seed, draws++, 900) < fault.probability
  }

  return {
    add(spec) {
      const { source, flags } = new RegExp(spec.match ?? '')
      // A sticky or global pattern would remember where it stopped.
      const pattern = new RegExp(source, flags.replace(/[gy]/g, ''))
      const id = nextId++
      faults.push({ ...spec, id, played: 0, seen: 0, pattern })
      return id
    },
    remove(id) {
      const before = faults.length
      faults = faults.filter((fault) => fault.id !== id)
      return faults.length < before
    },
    clear() {
      faults = []
    },
    list: () =>
      faults.map(({ pattern, seen: _, ...fault }) => ({
        ...fault,
        match: fault.match === undefined ? '' : pattern.source,
      })),
    take(method, path) {
      const taken: Fault[] = []
      for (const slow of [true, false]) {
        const fault = faults.find((each) => (each.kind === 'slow') === slow && applies(each, method, path))
        if (!fault) continue
        fault.played++
        taken.push(fault)
      }
      return taken
    },
  }
}
