import { person } from '../life/index.ts'
import { json } from '../reply.ts'
import type { Service, World } from '../routing.ts'

const hidden = [
  'Age',
  'Weight',
  'Height',
  'WeightClass',
  'AgeRange',
  'Gender',
  'ActivityClass',
  'VO2Max',
  'PersonalRecords',
  'Last12Months',
  'LifetimeTotals',
  'UpcomingEvents',
  'RecentFavorites',
  'RecentDevice',
  'RecentGear',
]

/** Who the person is and what they have set (DATA section 2; profile.json). */
export const userProfile: Service = {
  name: 'user-profile',
  host: 'connectapi',
  routes: [
    {
      method: 'GET',
      path: '/userprofile-service/socialProfile',
      answer: (_, world) => json(socialProfile(world)),
    },
    {
      method: 'GET',
      path: '/userprofile-service/userprofile/user-settings',
      answer: (_, { identity }) => json(userSettings(identity)),
    },
    {
      method: 'GET',
      path: '/userprofile-service/userprofile/settings',
      answer: (_, { displayName }) => json(profileSettings(displayName)),
    },
    {
      method: 'GET',
      path: '/userprofile-service/userprofile/personal-information',
      answer: (_, { auth }) => json(personalInformation(auth.account.email)),
    },
  ],
}

export const picture = 'https://images.example.invalid/profile.png'

function socialProfile({ displayName, identity }: World) {
  return {
    id: person.socialId,
    profileId: identity.profileId,
    garminGUID: identity.garminGuid,
    displayName,
    fullName: identity.fullName,
    userName: displayName,
    profileImageType: 'UPLOADED_PHOTO',
    profileImageUrlLarge: picture,
    profileImageUrlMedium: picture,
    profileImageUrlSmall: picture,
    location: person.place,
    facebookUrl: null,
    twitterUrl: null,
    personalWebsite: null,
    motivation: null,
    bio: null,
    primaryActivity: null,
    favoriteActivityTypes: [],
    runningTrainingSpeed: 0.0,
    cyclingTrainingSpeed: 0.0,
    favoriteCyclingActivityTypes: [],
    cyclingClassification: null,
    cyclingMaxAvgPower: 0.0,
    swimmingTrainingSpeed: 0.0,
    profileVisibility: 'private',
    activityStartVisibility: 'private',
    activityMapVisibility: 'public',
    courseVisibility: 'public',
    activityHeartRateVisibility: 'public',
    activityPowerVisibility: 'public',
    badgeVisibility: 'private',
    ...Object.fromEntries(hidden.map((name) => [`show${name}`, false])),
    showBadges: true,
    otherActivity: null,
    otherPrimaryActivity: null,
    otherMotivation: null,
    userRoles: ['SCOPE_ATP_READ', 'SCOPE_CONNECT_READ', 'SCOPE_CONNECT_WRITE', 'ROLE_CONNECTUSER', 'ROLE_FITNESS_USER'],
    nameApproved: true,
    userProfileFullName: identity.fullName,
    makeGolfScorecardsPrivate: true,
    allowGolfLiveScoring: false,
    allowGolfScoringByConnections: true,
    userLevel: 4,
    userPoint: 166,
    levelUpdateDate: '2024-01-31T12:18:59.0',
    levelIsViewed: false,
    levelPointThreshold: 300,
    userPointOffset: 0,
    userPro: false,
  }
}

function userSettings({ profileId }: World['identity']) {
  const format = { minFraction: 0, maxFraction: 0, displayFormat: null }
  return {
    id: profileId,
    userData: {
      gender: 'FEMALE',
      weight: 63400.0,
      height: person.heightCm,
      timeFormat: 'time_twenty_four_hr',
      birthDate: person.birthDate,
      measurementSystem: 'metric',
      activityLevel: null,
      handedness: 'RIGHT',
      powerFormat: { formatId: 30, formatKey: 'watt', groupingUsed: true, ...format },
      heartRateFormat: { formatId: 21, formatKey: 'bpm', groupingUsed: false, ...format },
      firstDayOfWeek: { dayId: 3, dayName: 'monday', sortOrder: 3, isPossibleFirstDay: true },
      vo2MaxRunning: 47.0,
      vo2MaxCycling: null,
      lactateThresholdSpeed: 0.34722125000000004,
      lactateThresholdHeartRate: 168,
      diveNumber: null,
      intensityMinutesCalcMethod: 'AUTO',
      moderateIntensityMinutesHrZone: 3,
      vigorousIntensityMinutesHrZone: 4,
      hydrationMeasurementUnit: 'milliliter',
      hydrationContainers: [],
      hydrationAutoGoalEnabled: true,
      firstbeatMaxStressScore: null,
      thresholdHeartRateAutoDetected: true,
      ftpAutoDetected: null,
      trainingStatusPausedDate: null,
      weatherLocation: null,
      golfDistanceUnit: 'metric',
      externalBottomTime: null,
    },
    userSleep: { sleepTime: 82800, defaultSleepTime: false, wakeTime: 24000, defaultWakeTime: false },
    connectDate: null,
    sourceType: null,
  }
}

/** Locale, time zone and units; evidence P: field names are peers'. */
function profileSettings(displayName: string | null) {
  return {
    displayName,
    preferredLocale: 'de',
    measurementSystem: 'metric',
    firstDayOfWeek: { dayId: 3, dayName: 'monday', sortOrder: 3, isPossibleFirstDay: true },
    numberFormat: 'decimal_comma',
    timeFormat: { formatId: 33, formatKey: 'time_twenty_four_hr', displayFormat: 'HH:mm' },
    dateFormat: { formatId: 23, formatKey: 'mmddyyyy', displayFormat: 'EEE, MMM d, yyyy' },
    powerFormat: { formatId: 30, formatKey: 'watt' },
    heartRateFormat: { formatId: 21, formatKey: 'bpm' },
    timeZone: person.homeZone,
    hydrationMeasurementUnit: 'milliliter',
    hydrationContainers: [],
    golfDistanceUnit: 'metric',
    golfElevationUnit: null,
    golfSpeedUnit: null,
  }
}

function personalInformation(email: string) {
  return {
    userInfo: {
      birthDate: person.birthDate,
      genderType: 'FEMALE',
      email,
      locale: 'de_DE',
      timeZone: person.homeZone,
      age: null,
      countryCode: 'DE',
    },
    biometricProfile: {
      userId: person.profileId,
      height: person.heightCm,
      weight: 63400.0,
      vo2Max: 47.0,
      vo2MaxCycling: null,
      lactateThresholdHeartRate: 168,
      activityClass: null,
      functionalThresholdPower: null,
      criticalSwimSpeed: null,
    },
    timeZone: person.homeZone,
    locale: 'de_DE',
    birthDate: person.birthDate,
    gender: 'FEMALE',
  }
}
