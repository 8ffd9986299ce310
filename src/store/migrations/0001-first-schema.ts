import { createTable } from './create-table.ts'
import type { Migration } from './types.ts'

/** Everything of our own, as first released. */
export const firstSchema: Migration = {
  version: 1,
  name: 'first schema',
  up: async (db, dialect) => {
    const table = (spec: Parameters<typeof createTable>[2]) => createTable(db, dialect, spec)
    await table({
      name: 'user_account',
      key: ['user_id'],
      columns: {
        user_id: 'integer',
        region: 'text!',
        display_name: 'text',
        full_name: 'text',
        garmin_guid: 'text',
        mfa_enabled: 'bool!',
        account_key: 'text',
        created_at: 'integer!',
      },
    })
    await table({
      name: 'authentication_token',
      key: ['token_id'],
      columns: {
        token_id: 'text',
        user_id: 'integer!',
        token_type: 'text!',
        scope: 'text',
        expires_at: 'integer',
        created_at: 'integer!',
        last_used_at: 'integer!',
        mfa_verified: 'bool!',
      },
    })
    await db.schema.createIndex('authentication_token_user').on('authentication_token').column('user_id').execute()
    await table({
      name: 'user_session',
      key: ['session_id'],
      references: { columns: ['token_id'], table: 'authentication_token', key: ['token_id'] },
      columns: {
        session_id: 'text',
        user_id: 'integer!',
        token_id: 'text!',
        refresh_hash: 'text!',
        previous_refresh_hash: 'text',
        expires_at: 'integer!',
        refresh_expires_at: 'integer!',
        mfa_enabled: 'bool!',
        created_at: 'integer!',
        last_used_at: 'integer!',
        ended_at: 'integer',
        kind: 'text!',
        label: 'text',
      },
    })
    // Exactly one token for each session.
    await db.schema.createIndex('user_session_token').unique().on('user_session').column('token_id').execute()
    await db.schema.createIndex('user_session_refresh').unique().on('user_session').column('refresh_hash').execute()
    await db.schema.createIndex('user_session_previous').on('user_session').column('previous_refresh_hash').execute()
    await db.schema.createIndex('user_session_user').on('user_session').column('user_id').execute()
    await table({
      name: 'sealed_token',
      key: ['user_id'],
      wide: true,
      columns: {
        user_id: 'integer',
        version: 'integer!',
        sealed: 'bytes!',
        over: 'bool!',
        scope: 'text',
        expires_at: 'integer!',
        mfa_verified: 'bool!',
        created_at: 'integer!',
        last_used_at: 'integer!',
      },
    })
    await table({
      name: 'sealed_value',
      key: ['kind', 'id'],
      wide: true,
      columns: { kind: 'text', id: 'text', sealed: 'bytes!', created_at: 'integer!', expires_at: 'integer!' },
    })
    await table({
      name: 'state',
      key: ['scope', 'key'],
      columns: { scope: 'text', key: 'text', value: 'text!' },
    })
    await table({
      name: 'raw_body',
      key: ['user_id', 'sha256'],
      wide: true,
      columns: { user_id: 'integer', sha256: 'text', size: 'integer!', body: 'bytes!' },
    })
    await table({
      name: 'raw_answer',
      key: [],
      references: { columns: ['user_id', 'sha256'], table: 'raw_body', key: ['user_id', 'sha256'] },
      columns: {
        raw_id: 'serial',
        user_id: 'integer!',
        dataset: 'text!',
        form: 'text!',
        request_key: 'text!',
        path: 'text!',
        target: 'text!',
        asked_at: 'integer!',
        status: 'integer!',
        sha256: 'text',
        version: 'integer!',
        row_count: 'integer',
      },
    })
    await db.schema
      .createIndex('raw_answer_request')
      .on('raw_answer')
      .columns(['user_id', 'dataset', 'form', 'request_key', 'raw_id'])
      .execute()
    await table({
      name: 'original',
      key: ['user_id', 'dataset', 'item', 'sha256'],
      columns: {
        user_id: 'integer',
        dataset: 'text',
        item: 'text',
        sha256: 'text',
        name: 'text!',
        extension: 'text!',
        size: 'integer!',
        first_seen_at: 'integer!',
        replaced_at: 'integer',
      },
    })
    await table({
      name: 'ledger',
      key: ['user_id', 'dataset', 'item'],
      columns: {
        user_id: 'integer',
        dataset: 'text',
        item: 'text',
        day: 'text',
        state: 'text!',
        settled: 'bool!',
        asked_at: 'integer!',
        changed_at: 'integer!',
        hash: 'text',
        richness: 'real!',
        reason: 'text',
        attempts: 'integer!',
      },
    })
    await db.schema.createIndex('ledger_day').on('ledger').columns(['user_id', 'day']).execute()
    await table({
      name: 'revision',
      key: [],
      columns: {
        revision_id: 'serial',
        user_id: 'integer!',
        table_name: 'text!',
        row_key: 'text!',
        old_values: 'text!',
        seen_at: 'integer!',
      },
    })
    await db.schema
      .createIndex('revision_row')
      .on('revision')
      .columns(['user_id', 'table_name', 'row_key', 'revision_id'])
      .execute()
    await table({
      name: 'series',
      key: ['user_id', 'dataset', 'channel', 'day'],
      wide: true,
      columns: {
        user_id: 'integer',
        dataset: 'text',
        channel: 'text',
        day: 'text',
        data: 'bytes!',
        changed_at: 'integer!',
      },
    })
    await table({
      name: 'sync_job',
      key: ['job_id'],
      columns: {
        job_id: 'text',
        user_id: 'integer!',
        status: 'text!',
        sync_type: 'text!',
        scope: 'text!',
        session_id: 'text',
        progress: 'integer!',
        total_items: 'integer!',
        processed_items: 'integer!',
        counts: 'text!',
        requests: 'integer!',
        bytes: 'integer!',
        current: 'text',
        created_at: 'integer!',
        start_time: 'integer',
        end_time: 'integer',
        error_code: 'text',
        error_message: 'text',
        retry_at: 'integer',
        cancel_requested: 'bool!',
        lease_until: 'integer',
        lease_host: 'text',
        max_wait_ms: 'integer!',
      },
    })
    await db.schema.createIndex('sync_job_user').on('sync_job').columns(['user_id', 'created_at']).execute()
    // One run at a time for an account, and at most one that waits for each scope (PRODUCT section 2).
    await db.schema
      .createIndex('sync_job_running')
      .unique()
      .on('sync_job')
      .column('user_id')
      .where('status' as never, '=', 'running')
      .execute()
    await db.schema
      .createIndex('sync_job_pending')
      .unique()
      .on('sync_job')
      .columns(['user_id', 'scope'])
      .where('status' as never, '=', 'pending')
      .execute()
    await table({
      name: 'job_event',
      key: ['job_id', 'id'],
      references: { columns: ['job_id'], table: 'sync_job', key: ['job_id'] },
      columns: { job_id: 'text', id: 'integer', at: 'integer!', data: 'text!' },
    })
  },
}
