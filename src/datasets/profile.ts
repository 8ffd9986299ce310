import { defineDataset } from '../domain/index.ts'
import { objectOf, toReading, unexpected, without } from './reading/answer.ts'
import { accountTable } from './tables/index.ts'

const name = 'profile'
/** Grow with Garmin's releases and with use; they say nothing about the account. */
const noise = new Set([
  'userRoles',
  'userLevel',
  'userPoint',
  'levelPointThreshold',
  'levelUpdateDate',
  'levelIsViewed',
])

export const profile = defineDataset({
  name,
  title: 'Profile',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  tables: [accountTable],
  version: 1,
  source: 'DATA section 2, R',
  forms: [
    {
      name: 'social',
      per: { kind: 'account' },
      request: () => ({ method: 'GET', path: '/userprofile-service/socialProfile', expects: 'json' }),
      read: (answer) => {
        const notes = new Set<string>()
        const found = objectOf(answer, name, notes)
        const profileId = found?.id('profileId') ?? null
        if (found === null || profileId === null) throw unexpected(name, 'no profileId')
        const row = {
          profile_id: profileId,
          display_name: found.text('displayName') || null,
          full_name: found.text('fullName'),
          user_name: found.text('userName'),
          garmin_guid: found.text('garminGUID'),
          location: found.text('location'),
          profile_visibility: found.text('profileVisibility'),
        }
        const content = without(answer.json ?? null, noise)
        return toReading([{ item: 'account', day: null, content, rows: { account: [row] } }], notes)
      },
    },
  ],
})
