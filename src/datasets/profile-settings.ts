import { defineDataset } from '../domain/index.ts'
import { settingsForm } from './reading/settings-form.ts'
import { accountSettingTable } from './tables/index.ts'

const name = 'profile_settings'

export const profileSettings = defineDataset({
  name,
  title: 'Locale, time zone and units',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  // Units and the first day of the week are in `user_settings`; on the rest nothing here depends.
  optIn: 'costly',
  tables: [accountSettingTable],
  unproven: true,
  version: 1,
  source: 'DATA section 2, P',
  forms: [settingsForm('settings', name, '/userprofile-service/userprofile/settings')],
})
