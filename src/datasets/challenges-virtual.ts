import { defineDataset } from '../domain/index.ts'
import { toChallengeItems } from './challenge-items.ts'
import { listForm } from './reading/list-form.ts'
import { challengeTable } from './tables/index.ts'

const name = 'challenges_virtual'

export const challengesVirtual = defineDataset({
  name,
  title: 'Virtual challenges under way',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  // What comes of them is among the badges.
  optIn: 'costly',
  tables: [challengeTable],
  unproven: true,
  version: 1,
  source: 'DATA section 2 (`challenges_badge`, virtual), P and S',
  forms: [
    listForm({
      name: 'list',
      dataset: name,
      path: '/badgechallenge-service/virtualChallenge/inProgress',
      limit: 100,
      // This list counts from 1 (DATA section 2).
      firstStart: 1,
      toItem: (challenge, json) => toChallengeItems(challenge, json, 'virtual', 'in-progress'),
    }),
  ],
})
