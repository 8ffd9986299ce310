import type { Json, ReadItem } from '../domain/index.ts'
import { without } from './reading/answer.ts'
import type { Fields } from './reading/fields.ts'
import { dayIn } from './reading/times.ts'

/** The account's own name, and friends who have the badge too. */
const noise = new Set(['fullName', 'displayName', 'connections', 'connectionNumber', 'badgeIsViewed', 'userProfileId'])

/** A badge, earned or not; who else has it stays out of the tables. */
export function toBadgeItems(badge: Fields, json: Json, isEarned: boolean): ReadItem[] {
  const badgeId = badge.id('badgeId')
  if (badgeId === null) {
    badge.note('a badge without badgeId')
    return []
  }
  const row = {
    badge_id: badgeId,
    badge_key: badge.text('badgeKey'),
    name: badge.text('badgeName'),
    points: badge.int('badgePoints'),
    category_id: badge.int('badgeCategoryId'),
    difficulty_id: badge.int('badgeDifficultyId'),
    is_earned: isEarned,
    earned_date: dayIn(badge, 'badgeEarnedDate'),
    times_earned: badge.int('badgeEarnedNumber'),
    progress: badge.real('badgeProgressValue'),
    target: badge.real('badgeTargetValue'),
    unit_id: badge.int('badgeUnitId'),
  }
  return [{ item: badgeId, day: null, content: without(json, noise), rows: { badge: [row] } }]
}
