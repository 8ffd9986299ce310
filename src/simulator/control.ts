import { isLocalDate } from '../domain/index.ts'
import { authHandlers } from './control-auth.ts'
import { type Body, done, type Handler, number, text, wrong } from './control-handler.ts'
import { type FaultSpec, faultKinds } from './faults.ts'
import { type SportKey, sports } from './life/index.ts'
import { json, noContent, type Reply } from './reply.ts'
import type { Simulator } from './types.ts'

interface ControlRequest {
  readonly method: string
  readonly path: string
  readonly body: string
}

/** What can be looked at and changed from another process, under `/__simulator/`. */
const handlers: Readonly<Record<string, Handler>> = {
  'GET inbox': ({ inbox }) => done(inbox),
  'GET requests': ({ requests, violations, auth }) => done({ ...summary(requests), violations, auth: auth.counts }),
  'GET violations': ({ violations }) => done(violations),
  'POST forget': (simulator) => {
    simulator.forget()
    return noContent()
  },
  'GET faults': ({ faults }) => done(faults.list()),
  'POST faults': ({ faults }, body) => {
    const spec = body as unknown as FaultSpec
    if (!faultKinds.includes(spec.kind)) return wrong(`kind must be one of ${faultKinds.join(', ')}`)
    if (spec.match !== undefined && typeof spec.match !== 'string')
      return wrong('match must be a regular expression as text')
    return done({ id: faults.add(spec) })
  },
  'DELETE faults': ({ faults }) => {
    faults.clear()
    return noContent()
  },
  ...authHandlers,
  'GET life': ({ life }) => {
    const activities = life.activities().map(({ id, name, startUtc, sport, manual, legs }) => ({
      id,
      name,
      type: sport.typeKey,
      start_utc: new Date(startUtc).toISOString(),
      manual,
      legs: legs.map((leg) => leg.id),
    }))
    return done({ today: life.today(), first_day: life.firstDay, last_upload: life.lastUpload(), activities })
  },
  'POST life/upload': ({ life }) => {
    life.upload()
    return noContent()
  },
  'POST life/advance': ({ life }, body) => {
    const upload = body.upload !== false
    life.advance(number(body.days) ?? 1, { upload })
    return noContent()
  },
  'POST life/new-activity': ({ life }, body) => {
    const type = text(body.type)
    if (type !== undefined && !Object.hasOwn(sports, type))
      return wrong(`type must be one of ${Object.keys(sports).join(', ')}`)
    const [name, startUtc] = [text(body.name), number(body.startUtc)]
    const made = life.addActivity({
      ...(type === undefined ? {} : { type: type as SportKey }),
      ...(name === undefined ? {} : { name }),
      ...(startUtc === undefined ? {} : { startUtc }),
      manual: body.manual === true,
    })
    return done({ id: made.id, name: made.name })
  },
  'POST life/delete-activity': ({ life }, body) => done({ found: life.deleteActivity(String(body.id)) }),
  'POST life/rename': ({ life }, body) => done({ found: life.rename(String(body.id), String(body.name)) }),
  'POST life/correct-sets': ({ life }, body) =>
    done({ found: life.correctSets(String(body.id), number(body.extraReps) ?? 1) }),
  'POST life/add-weigh-in': ({ life }, body) => {
    const weightG = number(body.weightG)
    const { samplePk } = life.addWeighIn({
      ...(isLocalDate(body.date) ? { date: body.date } : {}),
      ...(weightG === undefined ? {} : { weightG }),
    })
    return done({ samplePk })
  },
  'POST life/delete-weigh-in': ({ life }, body) => done({ found: life.deleteWeighIn(number(body.samplePk) ?? 0) }),
  'POST life/change-day': ({ life }, body) => {
    if (!isLocalDate(body.date)) return wrong('date must be a day')
    life.changeDay(body.date)
    return noContent()
  },
}

function summary(requests: Simulator['requests']) {
  const byService: Record<string, number> = {}
  const byStatus: Record<string, number> = {}
  for (const { service, status } of requests) {
    byService[service ?? 'unknown'] = (byService[service ?? 'unknown'] ?? 0) + 1
    byStatus[String(status)] = (byStatus[String(status)] ?? 0) + 1
  }
  const list = requests.map(({ method, path, query, status, service, fault, at }) => ({
    method,
    path,
    query,
    status,
    service,
    fault,
    at,
  }))
  return { total: requests.length, byService, byStatus, requests: list }
}

export function handleControl({ method, path, body }: ControlRequest, simulator: Simulator): Reply {
  const name = path.slice('/__simulator/'.length).replace(/\/$/, '')
  const single = /^faults\/(\d+)$/.exec(name)
  if (single && method === 'DELETE') return done({ found: simulator.faults.remove(Number(single[1])) })
  const handler = Object.hasOwn(handlers, `${method} ${name}`) ? handlers[`${method} ${name}`] : undefined
  if (!handler) return json({ error: 'unknown', known: Object.keys(handlers) }, 404)
  const parsed = parse(body)
  return parsed === null ? wrong('the body must be a JSON object') : handler(simulator, parsed)
}

function parse(body: string): Body | null {
  if (body === '') return {}
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : null
  } catch {
    return null
  }
}
