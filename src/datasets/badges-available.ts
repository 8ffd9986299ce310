import { defineDataset } from '../domain/index.ts'
import { toBadgeItems } from './badge-rows.ts'
import { snapshotForm } from './reading/snapshot-form.ts'
import { badgeTable } from './tables/index.ts'

const name = 'badges_available'

export const badgesAvailable = defineDataset({
  name,
  title: 'Badges that could be earned',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  // What Garmin offers to everybody, not what anybody did.
  optIn: 'costly',
  tables: [badgeTable],
  unproven: true,
  version: 1,
  source: 'DATA section 2, P',
  forms: [
    snapshotForm({
      name: 'available',
      dataset: name,
      path: '/badge-service/badge/available',
      query: () => ({ showExclusiveBadge: true }),
      // Some that were earned are listed again, because they can be earned once more.
      toItems: (badge, json) => toBadgeItems(badge, json, badge.text('badgeEarnedDate') !== null),
    }),
  ],
})
