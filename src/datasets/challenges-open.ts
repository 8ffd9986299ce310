import { defineDataset } from '../domain/index.ts'
import { toChallengeItems } from './challenge-items.ts'
import { listForm } from './reading/list-form.ts'
import { challengeTable } from './tables/index.ts'

const name = 'challenges_open'

export const challengesOpen = defineDataset({
  name,
  title: 'Challenges under way',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  // What comes of them is among the badges.
  optIn: 'costly',
  tables: [challengeTable],
  unproven: true,
  version: 1,
  source: 'DATA section 2 (`challenges_badge`, non-completed), P and S',
  forms: [
    listForm({
      name: 'list',
      dataset: name,
      path: '/badgechallenge-service/badgeChallenge/non-completed',
      limit: 100,
      toItem: (challenge, json) => toChallengeItems(challenge, json, 'badge', 'open'),
    }),
  ],
})
