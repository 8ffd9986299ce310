import { uuidFrom } from '../auth/jwt.ts'
import { activityFit } from '../files/activity-fit.ts'
import { toZip } from '../files/zip.ts'
import { bareInteger } from '../json-text.ts'
import { type ActivityTruth, devices, person, zoneIds } from '../life/index.ts'
import { html, json, notFound, type Reply, zip } from '../reply.ts'
import type { Service, ServiceRequest, World } from '../routing.ts'
import { instantText } from '../texts.ts'
import { activityType, eventType, privacy } from './activity-list.ts'
import { picture } from './user-profile.ts'

/** One activity: its summary and the file that the watch wrote (DATA section 3; activity-detail.json). */
export const activity: Service = {
  name: 'activity',
  host: 'connectapi',
  routes: [
    { method: 'GET', path: '/activity-service/activity/{id}', answer: summary },
    { method: 'GET', path: '/download-service/files/activity/{id}', answer: original },
  ],
}

/** Activities entered by hand have no file: 404. The file of a multisport activity is that of the parent. */
function original({ vars }: ServiceRequest, { life, options }: World): Reply {
  const found = life.activity(vars.id ?? '')
  if (found?.manual && options.oldManualEntries) return html(500, '<html><body>Internal Server Error</body></html>')
  if (!found || found.manual || found.parentId !== null) return notFound()
  return zip(`${found.id}.zip`, toZip({ [`${found.id}_ACTIVITY.fit`]: activityFit(found) }))
}

function summary({ vars }: ServiceRequest, { life, displayName }: World): Reply {
  const found = life.activity(vars.id ?? '')
  if (!found) return notFound()
  return json({
    activityId: bareInteger(found.id),
    activityUUID: { uuid: uuidFrom('activity', found.id) },
    activityName: found.name,
    userProfileId: person.profileId,
    isMultiSportParent: found.legs.length > 0,
    activityTypeDTO: activityType(found.sport),
    eventTypeDTO: eventType,
    accessControlRuleDTO: privacy,
    timeZoneUnitDTO: { unitId: zoneIds[found.zone] ?? 124, unitKey: found.zone, factor: 0.0, timeZone: found.zone },
    metadataDTO: metadata(found, displayName),
    summaryDTO: summaryOf(found),
    locationName: found.sport.hasPositions ? found.place.place : null,
    splitSummaries: [],
  })
}

function metadata(found: ActivityTruth, displayName: string | null) {
  return {
    isOriginal: true,
    deviceApplicationInstallationId: found.manual ? null : 1003399,
    agentString: null,
    fileFormat: found.manual ? null : { formatId: 7, formatKey: 'fit' },
    associatedCourseId: null,
    lastUpdateDate: instantText(found.updatedUtc),
    uploadedDate: instantText(found.uploadedUtc),
    hasPolyline: found.sport.hasPositions,
    hasChartData: !found.manual,
    hasHrTimeInZones: found.zoneSeconds !== null,
    hasPowerTimeInZones: false,
    userInfoDto: {
      userProfilePk: person.profileId,
      displayname: displayName,
      fullname: person.fullName,
      profileImageUrlSmall: picture,
    },
    childIds: found.legs.map((leg) => bareInteger(leg.id)),
    childActivityTypes: found.legs.map((leg) => leg.sport.typeKey),
    manufacturer: found.manual ? null : 'GARMIN',
    lapCount: found.manual ? null : 1,
    associatedWorkoutId: found.workoutId,
    parentId: found.parentId === null ? undefined : bareInteger(found.parentId),
    deviceMetaDataDTO:
      found.deviceId === null
        ? null
        : { deviceId: String(found.deviceId), deviceTypePk: devices.watch.typePk, deviceVersionPk: 1003399 },
    personalRecord: false,
    favorite: false,
    trimmed: false,
    manualActivity: found.manual,
  }
}

/** The same measures under other names, and rounded otherwise than in the list (SCHEMA-HINTS trap 7). */
function summaryOf(found: ActivityTruth) {
  return {
    startTimeLocal: instantText(found.startUtc + found.offsetS * 1000),
    startTimeGMT: instantText(found.startUtc),
    startLatitude: found.sport.hasPositions ? found.place.lat : undefined,
    startLongitude: found.sport.hasPositions ? found.place.lon : undefined,
    distance: found.distanceM ?? 0,
    duration: found.timerS,
    movingDuration: found.movingS,
    elapsedDuration: found.elapsedS,
    elevationGain: found.ascentM ?? undefined,
    elevationLoss: found.descentM ?? undefined,
    averageSpeed: found.distanceM === null ? undefined : found.distanceM / found.timerS,
    maxSpeed: found.maxSpeedMps ?? undefined,
    calories: found.kcal,
    bmrCalories: found.bmrKcal,
    averageHR: found.avgHr ?? undefined,
    maxHR: found.maxHr ?? undefined,
    minHR: found.minHr ?? undefined,
    averageRunCadence: found.sport.onFoot ? (found.cadence ?? undefined) : undefined,
    trainingEffect: found.trainingEffect ?? undefined,
    activityTrainingLoad: found.trainingLoad ?? undefined,
    moderateIntensityMinutes: found.moderateMin,
    vigorousIntensityMinutes: found.vigorousMin,
    steps: found.steps ?? undefined,
    directWorkoutFeel: found.feel ?? undefined,
    directWorkoutRpe: found.effort ?? undefined,
  }
}
