import { defineTable } from '../../domain/index.ts'

export const accountTable = defineTable({
  name: 'account',
  key: ['profile_id'],
  time: null,
  about: 'The account as its profile and its settings say.',
  columns: {
    profile_id: 'id',
    display_name: 'text',
    full_name: 'text',
    user_name: 'text',
    garmin_guid: 'text',
    location: 'text',
    profile_visibility: 'text',
    unit_system: 'text',
    birth_date: 'date',
    gender: 'text',
    height: 'real',
    weight_g: 'real',
    handedness: 'text',
    first_day_of_week: 'text',
    vo2max_running: 'real',
    vo2max_cycling: 'real',
    lactate_speed_mps: 'real',
    lactate_hr_bpm: 'int',
    bedtime_s: 'int',
    wake_time_s: 'int',
  },
  notes: {
    profile_id: 'The number of the account everywhere in Garmin Connect; equal to user_id.',
    display_name: 'Part of many of Garmin’s paths; null for an account that has none yet; may change.',
    unit_system: '`metric`, `statute_us`, …: what the person looks at; we keep metres and grams.',
    height: 'Centimetres.',
    weight_g: 'As the settings have it; weigh-ins are in `weight`.',
    vo2max_running: 'ml/kg/min, as the settings have it.',
    lactate_speed_mps: 'Speed at the lactate threshold.',
    bedtime_s: 'Usual bedtime, seconds since local midnight.',
    wake_time_s: 'Usual time of waking, seconds since local midnight.',
  },
})

export const accountSettingTable = defineTable({
  name: 'account_setting',
  key: ['source', 'name'],
  time: null,
  about: 'Settings of the account one by one, whatever Garmin has them called: locale, time zone, units, formats.',
  columns: { source: 'text', name: 'text', value: 'text' },
  notes: {
    source: 'The dataset that said it.',
    name: 'Garmin’s name in small letters, parts joined by dots: `first_day_of_week.day_name`.',
    value: 'As text; lists as JSON.',
  },
})
