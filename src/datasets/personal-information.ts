import { defineDataset } from '../domain/index.ts'
import { settingsForm } from './reading/settings-form.ts'
import { accountSettingTable } from './tables/index.ts'

const name = 'personal_information'

export const personalInformation = defineDataset({
  name,
  title: 'Country, locale and body as the account has them',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  // Mail address, birthday and country beside what the other settings say.
  optIn: 'sensitive',
  tables: [accountSettingTable],
  unproven: true,
  version: 1,
  source: 'DATA section 2, P',
  forms: [settingsForm('information', name, '/userprofile-service/userprofile/personal-information')],
})
