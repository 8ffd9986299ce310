import { type RoundTruth, roundsOf } from '../life/index.ts'
import { badRequest, json, notFound, type Reply } from '../reply.ts'
import type { Service, ServiceRequest, World } from '../routing.ts'
import { instantText } from '../texts.ts'

/** Rounds of golf; nobody plays unless the simulator is told so (DATA section 2, evidence P). */
export const golf: Service = {
  name: 'golf',
  host: 'connectapi',
  routes: [
    {
      method: 'GET',
      path: '/gcs-golfcommunity/api/v2/scorecard/summary',
      query: ['per-page', 'start'],
      answer: summary,
    },
    {
      method: 'GET',
      path: '/gcs-golfcommunity/api/v2/scorecard/detail',
      query: ['scorecard-ids!', 'include-longest-shot-distance'],
      answer: detail,
    },
  ],
}

function played({ life, options }: World): readonly RoundTruth[] {
  return options.golfs === true ? roundsOf(life) : []
}

function summary({ query }: ServiceRequest, world: World): Reply {
  const [start, limit] = [Number(query.get('start') ?? 0), Number(query.get('per-page') ?? 20)]
  if (!Number.isInteger(start) || start < 0) return badRequest('start must not be negative')
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) return badRequest('per-page must be between 1 and 100')
  const rounds = played(world)
  return json({
    pageNumber: Math.floor(start / limit) + 1,
    rowsPerPage: limit,
    hasMoreRows: start + limit < rounds.length,
    totalRows: rounds.length,
    scorecardSummaries: rounds.slice(start, start + limit).map((round) => ({
      id: round.id,
      customerId: `golfer-${world.identity.profileId}`,
      courseName: round.course,
      courseGlobalId: round.courseId,
      ...totals(round),
    })),
  })
}

function totals(round: RoundTruth) {
  const sum = (read: (hole: RoundTruth['holes'][number]) => number) =>
    round.holes.reduce((total, hole) => total + read(hole), 0)
  return {
    startTime: instantText(round.startUtc),
    endTime: instantText(round.startUtc + 7_500_000),
    roundType: 'NINE_HOLE',
    holesCompleted: round.holes.length,
    strokes: sum((hole) => hole.strokes),
    scoreWithoutHandicap: sum((hole) => hole.strokes - hole.par),
  }
}

function detail({ query }: ServiceRequest, world: World): Reply {
  const ids = new Set((query.get('scorecard-ids') ?? '').split(','))
  const rounds = played(world).filter(({ id }) => ids.has(String(id)))
  if (rounds.length === 0) return notFound()
  return json({
    scorecardDetails: rounds.map((round) => ({
      scorecard: {
        id: round.id,
        playerProfileId: world.identity.profileId,
        courseGlobalId: round.courseId,
        ...totals(round),
        holes: round.holes.map(({ number, par, strokes, putts }) => ({ number, par, strokes, putts, penalties: 0 })),
      },
      scorecardStats: { round: { putts: round.holes.reduce((total, { putts }) => total + putts, 0) } },
    })),
    courseSnapshots: rounds.map(({ course, courseId, holes }) => ({
      courseGlobalId: courseId,
      name: course,
      holePars: holes.map(({ par }) => par).join(''),
    })),
  })
}
