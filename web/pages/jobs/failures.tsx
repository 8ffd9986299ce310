import { useState } from 'preact/hooks'
import type { JobItemJson, SyncJobJson } from '../../../src/contract/index.ts'
import { type Failure, type LocalDate, toFailure } from '../../../src/domain/index.ts'
import { useResource } from '../../api/use-resource.ts'
import { useApp } from '../../app/use-app.ts'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { Panel } from '../../components/panel.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { sums } from './job-view.ts'

const words = en.jobs.failures

/** What failed in a run: the thing, why, and what can be done about it. */
export function Failures({ job, onStarted }: { job: SyncJobJson; onStarted: (job: SyncJobJson) => void }) {
  const { failed } = sums(job)
  if (failed === 0) return null
  return <FailureList key={`${job.job_id} ${failed} ${job.status}`} job={job} count={failed} onStarted={onStarted} />
}

function FailureList({
  job,
  count,
  onStarted,
}: {
  job: SyncJobJson
  count: number
  onStarted: (job: SyncJobJson) => void
}) {
  const format = useFormat()
  const params = { job_id: job.job_id }
  const key = `jobs/${job.job_id}/items?failed=${count}&${job.status}`
  const found = useResource(key, (client, signal) =>
    client.syncItems({ params, query: { state: 'failed', limit: 100 }, signal }),
  ).value
  const items = found.data?.items ?? []
  const nameOf = (item: JobItemJson) =>
    item.day === null || item.title !== `${item.title.split(', ')[0]}, ${item.day}`
      ? item.title
      : `${item.title.split(', ')[0]}, ${format.day.long(item.day as LocalDate)}`
  const text = items
    .map((item) => `${item.title}\n${item.detail}\n${item.code} · ${item.dataset} ${item.key}`)
    .join('\n\n')
  return (
    <Panel
      title={words.title(count)}
      aside={
        <Button small kind="quiet" onClick={() => void navigator.clipboard?.writeText(text)}>
          {words.copy}
        </Button>
      }
    >
      {found.problem === null ? null : <ProblemNote problem={found.problem} />}
      <ul class="failures">
        {items.map((item) => (
          <FailedItem key={`${item.dataset} ${item.key}`} item={item} name={nameOf(item)} onStarted={onStarted} />
        ))}
      </ul>
    </Panel>
  )
}

function FailedItem({
  item,
  name,
  onStarted,
}: {
  item: JobItemJson
  name: string
  onStarted: (job: SyncJobJson) => void
}) {
  const { client, resources } = useApp()
  const format = useFormat()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Failure | null>(null)
  const retry = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const items = [{ dataset: item.dataset, key: item.key }]
      onStarted((await client.syncStart({ body: { sync_type: 'all', items } })).body)
      resources.refresh((key) => /^(jobs|status)/.test(key))
    } catch (thrown) {
      setProblem(toFailure(thrown))
    }
    setBusy(false)
  }
  const open = item.now === 'failed' || item.now === 'missing'
  return (
    <li>
      <Icon name={open ? 'failed' : 'check'} />
      <div class="failure-words">
        <h3 dir="auto">{name}</h3>
        <p>
          {item.detail} {open ? item.hint : words.mended}
          {open && item.retry_at !== null ? ` ${words.again(format.clock(Date.parse(item.retry_at)))}` : ''}
        </p>
        <code>
          {item.code} · {item.dataset} {item.key}
        </code>
        {problem === null ? null : <ProblemNote problem={problem} />}
      </div>
      {open ? (
        <Button small busy={busy ? words.retrying : null} onClick={() => void retry()}>
          {words.retry}
        </Button>
      ) : null}
    </li>
  )
}
