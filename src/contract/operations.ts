/** Everything of the API lies below this path, except what a server is asked about itself. */
export const apiPrefix = '/api/v1'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
const at = <M extends Method, P extends string>(method: M, path: P) =>
  ({ method, path: `${apiPrefix}/${path}` }) as const satisfies { method: Method; path: string }

/**
 * Method and path of every operation by its id: the part of the contract that the client needs at run time, apart from
 * the schemas so that a client starts without them.
 */
export const operations = {
  authLogin: at('post', 'auth/login'),
  authMfa: at('post', 'auth/mfa'),
  authResend: at('post', 'auth/mfa/resend'),
  authBrowser: at('post', 'auth/browser'),
  authTicket: at('post', 'auth/ticket'),
  authImport: at('post', 'auth/import'),
  authExport: at('post', 'auth/export'),
  authRefresh: at('post', 'auth/refresh'),
  authSession: at('get', 'auth/session'),
  authSessionEnd: at('delete', 'auth/session'),
  authHere: at('get', 'auth/here'),
  authOptions: at('get', 'auth/options'),
  authChallenge: at('get', 'auth/challenges/{challenge_id}'),
  authDemo: at('post', 'auth/demo'),
  authSessions: at('get', 'auth/sessions'),
  authSessionName: at('patch', 'auth/sessions/{session_id}'),
  authSessionEndOne: at('delete', 'auth/sessions/{session_id}'),
  authToken: at('get', 'auth/token'),
  authTokenRefresh: at('post', 'auth/token/refresh'),
  authAccounts: at('get', 'auth/accounts'),
  authSwitch: at('post', 'auth/switch'),
  authPair: at('post', 'auth/pair'),
  authPairRedeem: at('post', 'auth/pair/redeem'),
  syncStart: at('post', 'sync/jobs'),
  syncPlan: at('post', 'sync/plan'),
  syncJobs: at('get', 'sync/jobs'),
  syncJob: at('get', 'sync/jobs/{job_id}'),
  syncCancel: at('post', 'sync/jobs/{job_id}/cancel'),
  syncEvents: at('get', 'sync/jobs/{job_id}/events'),
  syncItems: at('get', 'sync/jobs/{job_id}/items'),
  events: at('get', 'events'),
  schedule: at('get', 'schedule'),
  scheduleChange: at('put', 'schedule'),
  settings: at('get', 'settings'),
  settingsChange: at('patch', 'settings'),
  doctor: at('get', 'doctor'),
  status: at('get', 'status'),
  coverage: at('get', 'coverage'),
  coverageGaps: at('get', 'coverage/gaps'),
  coverageGapRuns: at('get', 'coverage/gaps/runs'),
  coverageDays: at('get', 'coverage/days'),
  coverageRuns: at('get', 'coverage/runs'),
  coverageShow: at('get', 'coverage/{dataset}'),
  activities: at('get', 'activities'),
  activityTotals: at('get', 'activities/totals'),
  activityTypes: at('get', 'activities/types'),
  activity: at('get', 'activities/{activity_id}'),
  activityFile: at('get', 'activities/{activity_id}/file'),
  activityLaps: at('get', 'activities/{activity_id}/laps'),
  activityStreams: at('get', 'activities/{activity_id}/streams'),
  home: at('get', 'home'),
  changes: at('get', 'changes'),
  revisions: at('get', 'revisions/{table}/{key}'),
  metrics: at('get', 'metrics'),
  healthSeries: at('get', 'health/series'),
  healthTimeline: at('get', 'health/days/{day}/timeline'),
  healthDay: at('get', 'health/days/{day}'),
  healthIntraday: at('get', 'health/intraday'),
  healthTable: at('get', 'health/{table}'),
  workouts: at('get', 'workouts'),
  workoutSchedule: at('get', 'workouts/schedule'),
  workout: at('get', 'workouts/{workout_id}'),
} as const

export type OperationId = keyof typeof operations
