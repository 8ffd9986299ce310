export { type ClientOptions, createClient } from './client.ts'
export type { Client, InputOf } from './client-types.ts'
export { apiPrefix, type OperationId, operations } from './operations.ts'
export { type Routes, routes } from './routes/index.ts'
export type { AccountJson, PairingJson } from './schemas/accounts.ts'
export type {
  ActivityDetailJson,
  ActivityJson,
  ActivityLapsJson,
  ActivityPageJson,
  ActivityStreamsJson,
  ActivityTotalsJson,
  ActivityTypesJson,
} from './schemas/activities.ts'
export type {
  AuthenticationTokenJson,
  ChallengeJson,
  LoginInput,
  MfaInput,
  SessionHereJson,
  SessionItemJson,
  SignInLinkJson,
  SignInOptionsJson,
  UserSessionJson,
} from './schemas/auth.ts'
export type {
  CoverageDatasetJson,
  CoverageDaysJson,
  CoverageRunJson,
  CoverageRunsJson,
  GapRunJson,
} from './schemas/coverage.ts'
export type { AccountEventJson } from './schemas/events.ts'
export {
  type HealthDayJson,
  type HealthDifferenceJson,
  type HealthIntradayJson,
  type HealthList,
  type HealthRowJson,
  type HealthSection,
  healthLists,
  healthSections,
  intradayMetrics,
} from './schemas/health.ts'
export type { ChangeJson, HomeJson, NightJson } from './schemas/home.ts'
export type {
  BucketSize,
  HealthSeriesJson,
  MetricJson,
  StateRunJson,
  TimelineJson,
} from './schemas/metrics.ts'
export type { ScheduleJson } from './schemas/schedule.ts'
export type { DoctorJson, SettingsJson } from './schemas/settings.ts'
export type { CoverageJson, DashboardStatusJson, GapJson, StatusJson } from './schemas/status.ts'
export type { JobEventJson, JobItemJson, SyncJobJson, SyncPlanJson, SyncWish } from './schemas/sync.ts'
export type {
  ScheduledWorkoutJson,
  WorkoutDetailJson,
  WorkoutJson,
  WorkoutStepJson,
} from './schemas/workouts.ts'
