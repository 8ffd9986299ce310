import { defineTable } from '../../domain/index.ts'

export const accountTable = defineTable({
  name: 'account',
  key: ['profile_id'],
  time: null,
  about: 'The account as its profile says.',
  columns: {
    profile_id: 'id',
    display_name: 'text',
    full_name: 'text',
    user_name: 'text',
    garmin_guid: 'text',
    location: 'text',
    profile_visibility: 'text',
  },
  notes: {
    profile_id: 'The number of the account everywhere in Garmin Connect; equal to user_id.',
    display_name: 'Part of many of Garmin’s paths; null for an account that has none yet; may change.',
  },
})
