import { useState } from 'preact/hooks'
import type { SyncJobJson } from '../../../src/contract/index.ts'
import { Choice } from '../../components/choice.tsx'
import { Panel } from '../../components/panel.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { StateTag } from '../../components/tag.tsx'
import { toWait } from '../../format/duration.ts'
import { nothing } from '../../format/number.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { isShown, type Kind, sums, tookSeconds } from './job-view.ts'

const words = en.jobs.history
const statuses = ['completed', 'failed', 'cancelled'] as const
const kinds = ['all', 'activities', 'health', 'workouts', 'gap'] as const

/** Every run, newest first. A row opens it. */
export function History({ jobs, chosen, now }: { jobs: readonly SyncJobJson[]; chosen: string | null; now: number }) {
  const format = useFormat()
  const [status, setStatus] = useState<string>('all')
  const [kind, setKind] = useState<Kind>('all')
  const count = (key: 'fetched' | 'failed', value: number) =>
    value === 0 ? (
      nothing
    ) : key === 'failed' ? (
      <strong class="is-trouble">{format.number(value)}</strong>
    ) : (
      format.number(value)
    )
  const columns: Column<SyncJobJson>[] = [
    {
      key: 'job',
      head: words.job,
      cell: (job) => (
        <span class="history-job">
          <StateTag state={job.status} />
          <span>
            <span dir="auto">{job.title}</span>
            {job.status === 'failed' && job.error_message !== null ? (
              <span class="history-why">{job.error_message}</span>
            ) : null}
          </span>
        </span>
      ),
    },
    {
      key: 'started',
      head: words.started,
      cell: (job) => format.moment(Date.parse(job.start_time ?? job.created_at), now),
    },
    { key: 'took', head: words.took, number: true, wideOnly: true, cell: (job) => toWait(tookSeconds(job)) },
    {
      key: 'fetched',
      head: words.fetched,
      number: true,
      wideOnly: true,
      cell: (job) => count('fetched', sums(job).fetched),
    },
    {
      key: 'failed',
      head: words.failed,
      number: true,
      wideOnly: true,
      cell: (job) => count('failed', sums(job).failed),
    },
    { key: 'requests', head: words.requests, number: true, wideOnly: true, cell: (job) => format.number(job.requests) },
  ]
  const rows = jobs.filter((job) => isShown(job, status === 'all' ? null : status, kind))
  return (
    <Panel
      flush
      title={words.title}
      aside={
        <div class="history-filters">
          <Choice
            label={words.filter}
            value={status}
            onChange={setStatus}
            options={[
              { value: 'all', label: words.all },
              ...statuses.map((value) => ({ value: value as string, label: value })),
            ]}
          />
          <Choice
            label={words.kind}
            value={kind}
            onChange={setKind}
            options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
          />
        </div>
      }
    >
      {rows.length === 0 ? (
        <p class="history-nothing">{words.nothing}</p>
      ) : (
        <Table
          caption={words.caption}
          columns={columns}
          rows={rows}
          rowKey={({ job_id }) => job_id}
          rowHref={({ job_id }) => `/jobs?job=${job_id}`}
          selected={({ job_id }) => job_id === chosen}
        />
      )}
    </Panel>
  )
}
