import { defineDataset } from '../domain/index.ts'
import { toChallengeItems } from './challenge-items.ts'
import { listForm } from './reading/list-form.ts'
import { challengeTable } from './tables/index.ts'

const name = 'challenges_adhoc'

export const challengesAdhoc = defineDataset({
  name,
  title: 'Challenges among friends',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  // The answers hold names and numbers of friends. The tables keep none of them, the raw answers do.
  optIn: 'sensitive',
  tables: [challengeTable],
  unproven: true,
  version: 1,
  source: 'DATA section 2, P',
  forms: [
    listForm({
      name: 'list',
      dataset: name,
      path: '/adhocchallenge-service/adHocChallenge/historical',
      limit: 100,
      toItem: (challenge, json) => toChallengeItems(challenge, json, 'adhoc', 'past'),
    }),
  ],
})
