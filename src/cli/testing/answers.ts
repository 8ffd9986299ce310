import type { StatusJson, SyncJobJson, UserSessionJson } from '../../contract/index.ts'

/** Answers of the API as they come over the wire; a test changes what it is about. */
export function aJob(changes: Partial<SyncJobJson> = {}): SyncJobJson {
  return {
    job_id: 'j1',
    user_id: '82500001',
    title: 'Everything',
    trigger: 'person',
    status: 'completed',
    progress: 100,
    start_time: '2026-02-03T11:59:00.000Z',
    end_time: '2026-02-03T12:00:00.000Z',
    sync_type: 'all',
    error_message: null,
    total_items: 10,
    processed_items: 10,
    session_id: 's1',
    error_code: null,
    counts: { sleep: { fetched: 8, unchanged: 2, empty: 0, failed: 0, total: 10 } },
    requests: 12,
    bytes: 3456,
    created_at: '2026-02-03T11:59:00.000Z',
    current: null,
    retry_at: null,
    rate_per_s: null,
    seconds_left: null,
    waiting: null,
    ...changes,
  }
}

export function aSession(changes: Partial<UserSessionJson> = {}): UserSessionJson {
  return {
    session_id: 's1',
    user_id: '82500001',
    access_token: 'issued-access',
    refresh_token: 'issued-refresh',
    expires_at: '2026-02-03T12:15:00.000Z',
    mfa_enabled: true,
    created_at: '2026-02-03T12:00:00.000Z',
    last_used_at: '2026-02-03T12:00:00.000Z',
    status: 'active',
    token_id: 't1',
    ...changes,
  }
}

export function aStatus(changes: Partial<StatusJson> = {}): StatusJson {
  return {
    account: { user_id: '82500001', display_name: 'lena', full_name: 'Lena Example', region: 'com', proven: true },
    signed_in: true,
    sign_in_needed_reason: null,
    session: aSession({ access_token: '[redacted]', refresh_token: '[redacted]' }),
    token: {
      token_id: 't1',
      user_id: '82500001',
      access_token: '[redacted]',
      token_type: 'Bearer',
      expires_in: 80_000,
      scope: null,
      created_at: '2026-02-03T12:00:00.000Z',
      last_used_at: '2026-02-03T12:00:00.000Z',
      mfa_verified: true,
      refreshed_at: '2026-02-01T08:00:00.000Z',
      sign_in_until: null,
      cooldown_until: null,
    },
    access_until: '2026-02-04T10:00:00.000Z',
    refresh_until: '2026-03-05T12:00:00.000Z',
    next_login_at: null,
    last_job: aJob(),
    running_job: null,
    datasets: [
      {
        dataset: 'sleep',
        first_day: '2023-02-04',
        last_day: '2026-02-03',
        present: 1000,
        empty: 90,
        provisional: 3,
        failed: 0,
        missing: 6,
      },
    ],
    next_run: null,
    as_of: null,
    time_zone: null,
    offset_s: null,
    units: null,
    first_day_of_week: null,
    waiting_until: null,
    needs: [],
    data_version: 1,
    version: '0.0.0-test',
    demo: false,
    ...changes,
  }
}
