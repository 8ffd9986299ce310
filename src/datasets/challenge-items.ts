import type { Json, ReadItem } from '../domain/index.ts'
import { without } from './reading/answer.ts'
import type { Fields } from './reading/fields.ts'
import { dayIn } from './reading/times.ts'

/** Other people in it: their names are nobody's business here. */
const noise = new Set(['players', 'connections', 'ownerUserProfileId', 'challengeCategoryImageId'])

/** A challenge for a badge, after the list that it was in; only the account's own part of it. */
export function toChallengeItems(challenge: Fields, json: Json, kind: string, state: string): ReadItem[] {
  const challengeId = challenge.text('uuid')
  if (!challengeId) {
    challenge.note('a challenge without uuid')
    return []
  }
  const row = {
    challenge_id: challengeId,
    kind,
    state,
    name: challenge.text('badgeChallengeName') ?? challenge.text('adHocChallengeName'),
    start_date: dayIn(challenge, 'startDate'),
    end_date: dayIn(challenge, 'endDate'),
    progress:
      challenge.real('progressValue') ?? challenge.real('badgeProgressValue') ?? challenge.real('userProgressValue'),
    target: challenge.real('targetValue') ?? challenge.real('badgeTargetValue'),
    unit_id: challenge.int('unitId') ?? challenge.int('badgeUnitId'),
    rank: challenge.int('userRanking'),
    is_joined: challenge.flag('userJoined'),
    badge_id: challenge.id('badgeId'),
    badge_key: challenge.text('badgeKey'),
    completed_date: dayIn(challenge, 'badgeEarnedDate'),
  }
  return [{ item: challengeId, day: null, content: without(json, noise), rows: { challenge: [row] } }]
}
