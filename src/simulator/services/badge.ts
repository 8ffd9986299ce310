import { uuidFrom } from '../auth/jwt.ts'
import { type BadgeTruth, badgesOf } from '../life/index.ts'
import { json } from '../reply.ts'
import type { Service, World } from '../routing.ts'

/** Badges, earned and still to be earned (DATA section 2, evidence P: field names are peers'). */
export const badge: Service = {
  name: 'badge',
  host: 'connectapi',
  routes: [
    { method: 'GET', path: '/badge-service/badge/earned', answer: (_, world) => json(rows(world, true)) },
    {
      method: 'GET',
      path: '/badge-service/badge/available',
      query: ['showExclusiveBadge'],
      answer: (_, world) => json(rows(world, false)),
    },
  ],
}

function rows(world: World, earned: boolean) {
  return badgesOf(world.life)
    .filter((one) => (one.earned !== null) === earned)
    .map((one) => row(one, world))
}

function row(one: BadgeTruth, { identity, displayName }: World) {
  return {
    badgeId: one.id,
    badgeKey: one.key,
    badgeName: one.name,
    badgeUuid: null,
    badgeCategoryId: 1,
    badgeDifficultyId: one.points > 2 ? 3 : 1,
    badgePoints: one.points,
    badgeTypeIds: one.times > 1 ? [1, 4] : [1],
    badgeSeriesId: null,
    badgeStartDate: '2018-01-01T00:00:00.0',
    badgeEndDate: null,
    userProfileId: identity.profileId,
    fullName: identity.fullName,
    displayName,
    badgeEarnedDate: one.earned === null ? null : `${one.earned}T18:21:03.0`,
    badgeEarnedNumber: one.times,
    badgeLimitCount: null,
    badgeIsViewed: true,
    badgeProgressValue: one.progress,
    badgeTargetValue: one.target,
    badgeUnitId: 5,
    badgeAssocTypeId: 5,
    badgeAssocDataId: null,
    earnedByMe: one.earned !== null,
    // Friends who have it as well: nothing of this belongs to the person.
    connectionNumber: 1,
    connections: [{ userProfileId: 70019999, displayName: uuidFrom('friend', 1), fullName: 'Jana Beispiel' }],
    relatedBadges: [],
  }
}
