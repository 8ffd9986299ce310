import type { Service } from '../routing.ts'
import { activity } from './activity.ts'
import { activityList } from './activity-list.ts'
import { activityParts } from './activity-parts.ts'
import { badge } from './badge.ts'
import { biometric } from './biometric.ts'
import { bloodPressure } from './blood-pressure.ts'
import { calendar } from './calendar.ts'
import { challenges } from './challenges.ts'
import { course } from './course.ts'
import { devices } from './devices.ts'
import { diary } from './diary.ts'
import { diauth } from './diauth.ts'
import { fitnessAge } from './fitness-age.ts'
import { gear } from './gear.ts'
import { goal } from './goal.ts'
import { golf } from './golf.ts'
import { graphql } from './graphql.ts'
import { healthStatus } from './health-status.ts'
import { hrv } from './hrv.ts'
import { metrics } from './metrics.ts'
import { oauth } from './oauth.ts'
import { personalRecord } from './personal-record.ts'
import { sleep } from './sleep.ts'
import { ssoMobile } from './sso-mobile.ts'
import { ssoPortal } from './sso-portal.ts'
import { ssoWidget } from './sso-widget.ts'
import { stats } from './stats.ts'
import { summaryRanges } from './summary-ranges.ts'
import { trainingPlan } from './training-plan.ts'
import { trainingStatus } from './training-status.ts'
import { userProfile } from './user-profile.ts'
import { userSummary } from './user-summary.ts'
import { webGateway } from './web-gateway.ts'
import { weight } from './weight.ts'
import { wellnessActivity } from './wellness-activity.ts'
import { wellnessBreath } from './wellness-breath.ts'
import { wellnessEvents } from './wellness-events.ts'
import { wellnessFilesService } from './wellness-files.ts'
import { wellnessQuarters } from './wellness-quarters.ts'
import { wellnessReload } from './wellness-reload.ts'
import { wellnessSamples } from './wellness-samples.ts'
import { workouts } from './workouts.ts'

/** Every part of Garmin that the simulator plays. */
export const services: readonly Service[] = [
  ssoMobile,
  ssoPortal,
  ssoWidget,
  diauth,
  oauth,
  userProfile,
  devices,
  activityList,
  activityParts,
  activity,
  graphql,
  userSummary,
  stats,
  summaryRanges,
  sleep,
  hrv,
  weight,
  bloodPressure,
  healthStatus,
  metrics,
  trainingStatus,
  fitnessAge,
  diary,
  wellnessSamples,
  wellnessReload,
  wellnessQuarters,
  wellnessBreath,
  wellnessActivity,
  wellnessEvents,
  wellnessFilesService,
  workouts,
  biometric,
  webGateway,
  personalRecord,
  goal,
  badge,
  challenges,
  gear,
  course,
  golf,
  calendar,
  trainingPlan,
]
