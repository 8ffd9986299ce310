import { activitiesWith, type GearTruth, gearOf, person, sports } from '../life/index.ts'
import { badRequest, forbidden, json, notFound, type Reply } from '../reply.ts'
import type { Service, ServiceRequest, World } from '../routing.ts'
import { activityRow } from './activity-list.ts'

/** Shoes and bikes, and what was done with them (DATA section 2, evidence P: field names are peers'). */
export const gear: Service = {
  name: 'gear',
  host: 'connectapi',
  routes: [
    { method: 'GET', path: '/gear-service/gear/filterGear', query: ['userProfilePk', 'activityId'], answer: list },
    { method: 'GET', path: '/gear-service/gear/stats/{uuid}', answer: stats },
    { method: 'GET', path: '/gear-service/gear/user/{pk}/activityTypes', answer: defaults },
    {
      method: 'GET',
      path: '/activitylist-service/activities/{uuid}/gear',
      query: ['start', 'limit'],
      answer: activities,
    },
  ],
}

const kindPks = { Shoes: 1, Bike: 2 } as const

function row(one: GearTruth) {
  const created = `${one.begin}T17:20:31.0`
  return {
    gearPk: one.pk,
    uuid: one.uuid,
    userProfilePk: person.profileId,
    gearMakeName: one.make,
    gearModelName: one.model,
    gearTypePk: kindPks[one.type],
    gearTypeName: one.type,
    gearStatusName: one.end === null ? 'active' : 'retired',
    displayName: one.name,
    customMakeModel: `${one.make} ${one.model}`,
    imageNameLarge: null,
    imageNameMedium: null,
    imageNameSmall: null,
    dateBegin: `${one.begin}T00:00:00.0`,
    dateEnd: one.end === null ? null : `${one.end}T00:00:00.0`,
    maximumMeters: one.maximumM ?? 0.0,
    notified: false,
    createDate: created,
    updateDate: one.end === null ? created : `${one.end}T06:11:45.0`,
  }
}

function list({ query }: ServiceRequest, { life, identity }: World): Reply {
  const [pk, activityId] = [query.get('userProfilePk'), query.get('activityId')]
  if (pk === null && activityId === null) return badRequest('userProfilePk or activityId is required')
  if (pk !== null && pk !== String(identity.profileId)) return forbidden()
  const all = gearOf(life)
  const found =
    activityId === null ? all : all.filter((one) => activitiesWith(life, one).some(({ id }) => id === activityId))
  return json(found.map(row))
}

function find({ vars }: ServiceRequest, { life }: World): GearTruth | undefined {
  return gearOf(life).find(({ uuid }) => uuid === vars.uuid)
}

/** What was put away has no totals any more (DATA section 2). */
function stats(request: ServiceRequest, world: World): Reply {
  const one = find(request, world)
  if (one === undefined || one.end !== null) return notFound()
  const used = activitiesWith(world.life, one)
  const { gearPk, uuid, createDate, updateDate } = row(one)
  return json({
    gearPk,
    uuid,
    createDate,
    updateDate,
    totalDistance: Math.round(used.reduce((sum, { distanceM }) => sum + (distanceM ?? 0), 0) * 100) / 100,
    totalActivities: used.length,
    processing: false,
  })
}

function defaults({ vars }: ServiceRequest, { life, identity }: World): Reply {
  if (vars.pk !== String(identity.profileId)) return forbidden()
  const chosen = gearOf(life).filter(({ isDefault }) => isDefault)
  return json(
    chosen.flatMap((one) =>
      one.sports.map((key) => ({ uuid: one.uuid, activityTypePk: sports[key].typeId, defaultGear: true })),
    ),
  )
}

function activities(request: ServiceRequest, world: World): Reply {
  const start = Number(request.query.get('start') ?? 0)
  const limit = Number(request.query.get('limit') ?? 20)
  if (!Number.isInteger(start) || start < 0) return badRequest('start must not be negative')
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) return badRequest('limit must be between 1 and 1000')
  const one = find(request, world)
  if (one === undefined) return notFound()
  const used = activitiesWith(world.life, one).slice(start, start + limit)
  return json(used.map((activity) => activityRow(activity, world.displayName)))
}
