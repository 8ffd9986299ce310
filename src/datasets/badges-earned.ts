import { defineDataset } from '../domain/index.ts'
import { toBadgeItems } from './badge-rows.ts'
import { snapshotForm } from './reading/snapshot-form.ts'
import { badgeTable } from './tables/index.ts'

const name = 'badges_earned'

export const badgesEarned = defineDataset({
  name,
  title: 'Badges earned',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  tables: [badgeTable],
  unproven: true,
  version: 1,
  source: 'DATA section 2, P',
  forms: [
    snapshotForm({
      name: 'earned',
      dataset: name,
      path: '/badge-service/badge/earned',
      toItems: (badge, json) => toBadgeItems(badge, json, true),
    }),
  ],
})
