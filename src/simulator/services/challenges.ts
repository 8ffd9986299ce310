import { uuidFrom } from '../auth/jwt.ts'
import { type ChallengeTruth, challengesOf } from '../life/index.ts'
import { badRequest, json, type Reply } from '../reply.ts'
import type { Route, Service, ServiceRequest, World } from '../routing.ts'

/** Challenges for badges and among friends (DATA section 2, evidence P, names also S). */
export const challenges: Service = {
  name: 'challenges',
  host: 'connectapi',
  routes: [
    list('/badgechallenge-service/badgeChallenge/completed', 'completed', 0),
    list('/badgechallenge-service/badgeChallenge/available', 'available', 0),
    list('/badgechallenge-service/badgeChallenge/non-completed', 'joined', 0),
    list('/badgechallenge-service/virtualChallenge/inProgress', 'virtual', 1),
    {
      method: 'GET',
      path: '/adhocchallenge-service/adHocChallenge/historical',
      query: ['start', 'limit'],
      answer: (request, world) => page(request, 0, [amongFriends(world)]),
    },
  ],
}

/** Lists of virtual challenges count from 1 and refuse 0 (DATA section 2). */
function list(path: string, kind: ChallengeTruth['kind'], first: 0 | 1): Route {
  return {
    method: 'GET',
    path,
    query: ['start', 'limit'],
    answer: (request, { life }) =>
      page(
        request,
        first,
        challengesOf(life)
          .filter((one) => one.kind === kind)
          .map(row),
      ),
  }
}

function page({ query }: ServiceRequest, first: 0 | 1, all: readonly unknown[]): Reply {
  const [start, limit] = [Number(query.get('start') ?? first), Number(query.get('limit') ?? 20)]
  if (!Number.isInteger(start) || start < first) return badRequest(`start must be at least ${first}`)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) return badRequest('limit must be between 1 and 100')
  return json(all.slice(start - first, start - first + limit))
}

function row(one: ChallengeTruth) {
  return {
    uuid: one.uuid,
    badgeChallengeName: one.name,
    challengeCategoryId: one.kind === 'virtual' ? 40 : 1,
    badgeChallengeStatusId: one.kind === 'completed' ? 3 : 2,
    startDate: `${one.start}T00:00:00.0`,
    endDate: `${one.end}T23:59:59.0`,
    createDate: `${one.start}T00:00:00.0`,
    updateDate: `${one.start}T00:00:00.0`,
    badgeId: one.badgeId,
    badgeKey: `challenge_${one.badgeId}`,
    badgeUuid: null,
    badgePoints: 2,
    unitId: one.kind === 'virtual' ? 2 : 5,
    progressValue: one.progress,
    targetValue: one.target,
    badgeEarnedDate: one.kind === 'completed' ? `${one.end}T20:00:00.0` : null,
    userJoined: one.kind !== 'available',
    joinDateLocal: one.kind !== 'available' ? `${one.start}T07:30:00.0` : null,
  }
}

/** One that was held with a friend, whose name and steps are the friend's. */
function amongFriends({ life, identity, displayName }: World) {
  return {
    uuid: 'ADC0FFEE00D15EA5E000000000000001',
    adHocChallengeName: 'Schritte gegen Jana',
    adHocChallengeDesc: null,
    ownerUserProfileId: identity.profileId,
    socialChallengeStatusId: 3,
    socialChallengeActivityTypeId: 4,
    socialChallengeType: 1,
    durationTypeId: 2,
    startDate: `${life.firstDay}T00:00:00.0`,
    endDate: `${life.firstDay}T23:59:59.0`,
    userRanking: 1,
    userProgressValue: 71_204.0,
    players: [
      {
        userProfileId: identity.profileId,
        displayName,
        fullName: identity.fullName,
        playerPoints: 71_204.0,
        ranking: 1,
      },
      {
        userProfileId: 70019999,
        displayName: uuidFrom('friend', 1),
        fullName: 'Jana Beispiel',
        playerPoints: 65_310.0,
        ranking: 2,
      },
    ],
  }
}
