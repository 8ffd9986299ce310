import type { Service } from '../routing.ts'
import { activity } from './activity.ts'
import { activityList } from './activity-list.ts'
import { devices } from './devices.ts'
import { diauth } from './diauth.ts'
import { graphql } from './graphql.ts'
import { hrv } from './hrv.ts'
import { oauth } from './oauth.ts'
import { sleep } from './sleep.ts'
import { ssoMobile } from './sso-mobile.ts'
import { stats } from './stats.ts'
import { userProfile } from './user-profile.ts'
import { userSummary } from './user-summary.ts'
import { weight } from './weight.ts'
import { wellnessFilesService } from './wellness-files.ts'
import { wellnessSamples } from './wellness-samples.ts'
import { workouts } from './workouts.ts'

/** Every part of Garmin that the simulator plays. */
export const services: readonly Service[] = [
  ssoMobile,
  diauth,
  oauth,
  userProfile,
  devices,
  activityList,
  activity,
  graphql,
  userSummary,
  stats,
  sleep,
  hrv,
  weight,
  wellnessSamples,
  wellnessFilesService,
  workouts,
]
