import { defineDataset } from '../domain/index.ts'
import { objectOf, toReading, unexpected } from './reading/answer.ts'
import type { Fields } from './reading/fields.ts'
import { accountTable } from './tables/index.ts'

const name = 'user_settings'

export const userSettings = defineDataset({
  name,
  title: 'Settings of the person',
  group: 'profile',
  settlesAfterDays: 0,
  everyDays: 7,
  tables: [accountTable],
  version: 1,
  source: 'DATA section 2, R',
  forms: [
    {
      name: 'settings',
      per: { kind: 'account' },
      request: () => ({ method: 'GET', path: '/userprofile-service/userprofile/user-settings', expects: 'json' }),
      read: (answer) => {
        const notes = new Set<string>()
        const settings = objectOf(answer, name, notes)
        // `id` is the number of the profile here (recorded), as `profileId` is in the social profile.
        const profileId = settings?.id('id') ?? null
        if (settings === null || profileId === null) throw unexpected(name, 'no id')
        const rows = { account: [toRow(settings, profileId)] }
        return toReading([{ item: 'account', day: null, content: answer.json ?? null, rows }], notes)
      },
    },
  ],
})

function toRow(settings: Fields, profileId: string) {
  const data = settings.object('userData')
  const sleep = settings.object('userSleep')
  const speed = data.real('lactateThresholdSpeed')
  return {
    profile_id: profileId,
    unit_system: data.text('measurementSystem'),
    birth_date: data.day('birthDate'),
    gender: data.text('gender'),
    height: data.real('height'),
    weight_g: data.real('weight'),
    handedness: data.text('handedness'),
    first_day_of_week: data.object('firstDayOfWeek').text('dayName'),
    vo2max_running: data.real('vo2MaxRunning'),
    vo2max_cycling: data.real('vo2MaxCycling'),
    // Garmin writes tenths of metres a second (SCHEMA-HINTS section 5.6).
    lactate_speed_mps: speed === null ? null : finite(speed * 10),
    lactate_hr_bpm: data.int('lactateThresholdHeartRate'),
    bedtime_s: sleep.int('sleepTime'),
    wake_time_s: sleep.int('wakeTime'),
  }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
