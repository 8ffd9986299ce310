import { isLocalDate, type LocalDate } from '../domain/index.ts'
import type { Archive } from './archive.ts'
import type { AuthState } from './auth/auth-state.ts'
import type { FaultKind } from './faults.ts'
import type { AskedAt, ServiceHost } from './hosts.ts'
import type { Identity, Life } from './life/index.ts'
import type { Recorder } from './recorder.ts'
import type { Reply } from './reply.ts'
import type { SimulatorOptions } from './types.ts'

/** What the services share. */
export interface World {
  readonly options: SimulatorOptions
  readonly life: Life
  readonly auth: AuthState
  readonly recorder: Recorder
  readonly archive: Archive
  readonly identity: Identity
  /** Name in paths; null for an account without one. */
  readonly displayName: string | null
}

export interface ServiceRequest {
  /** The genuine host that the client means; null for one that only knows this machine's name. */
  readonly askedAt: AskedAt | null
  /** A fault that the service itself has to play, such as a code that is not sent. */
  readonly fault: FaultKind | null
  readonly method: string
  readonly path: string
  /** The query exactly as sent, without the question mark. */
  readonly search: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Variables of the path, decoded. `{dn}` may be empty: several paths work without it (DATA section 1). */
  readonly vars: Readonly<Record<string, string>>
}

export interface Route {
  readonly method: 'GET' | 'POST'
  /** `/hrv-service/hrv/{date}`; a variable is one segment. A path that ends in `{dn}` also matches without it. */
  readonly path: string
  /** Query names that Garmin knows here; any other is refused. Those that end in `!` are required. */
  readonly query?: readonly string[]
  answer(request: ServiceRequest, world: World): Reply
}

/** One part of Garmin. */
export interface Service {
  readonly name: string
  readonly host: ServiceHost
  /** It looks at `Authorization` itself: no bearer is asked for. Default false. */
  readonly ownAuthorization?: boolean
  readonly routes: readonly Route[]
}

export interface CompiledRoute {
  readonly service: Service
  readonly route: Route
  readonly pattern: RegExp
  readonly names: readonly string[]
  readonly allowed: ReadonlySet<string>
  readonly required: readonly string[]
}

/** Routes by method and the first two segments of their path, so that a request looks at a handful. */
export function compileRoutes(services: readonly Service[]): readonly CompiledRoute[] {
  return services.flatMap((service) =>
    service.routes.map((route) => {
      const names = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
      const optional = route.path.endsWith('/{dn}')
      const fixed = optional ? route.path.slice(0, -'/{dn}'.length) : route.path
      const source = fixed.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '([^/]+)')
      const declared = route.query ?? []
      return {
        service,
        route,
        names,
        pattern: new RegExp(`^${source}${optional ? '(?:/([^/]*))?' : ''}$`),
        allowed: new Set(declared.map((name) => name.replace(/!$/, ''))),
        required: declared.filter((name) => name.endsWith('!')).map((name) => name.slice(0, -1)),
      }
    }),
  )
}

export function matchRoute(
  routes: readonly CompiledRoute[],
  method: string,
  path: string,
): { readonly compiled: CompiledRoute; readonly vars: Readonly<Record<string, string>> } | null {
  for (const compiled of routes) {
    if (compiled.route.method !== method) continue
    const match = compiled.pattern.exec(path)
    if (!match) continue
    const vars: Record<string, string> = {}
    for (const [index, name] of compiled.names.entries()) vars[name] = decode(match[index + 1] ?? '')
    return { compiled, vars }
  }
  return null
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A day of the path or query; null when it is not one that exists. */
export function dayOf(text: string | null | undefined): LocalDate | null {
  return isLocalDate(text) ? text : null
}
