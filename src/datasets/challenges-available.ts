import { defineDataset } from '../domain/index.ts'
import { toChallengeItems } from './challenge-items.ts'
import { listForm } from './reading/list-form.ts'
import { challengeTable } from './tables/index.ts'

const name = 'challenges_available'

export const challengesAvailable = defineDataset({
  name,
  title: 'Challenges that could be joined',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  // What Garmin offers to everybody, not what anybody did.
  optIn: 'costly',
  tables: [challengeTable],
  unproven: true,
  version: 1,
  source: 'DATA section 2 (`challenges_badge`, available), P and S',
  forms: [
    listForm({
      name: 'list',
      dataset: name,
      path: '/badgechallenge-service/badgeChallenge/available',
      limit: 100,
      toItem: (challenge, json) => toChallengeItems(challenge, json, 'badge', 'available'),
    }),
  ],
})
