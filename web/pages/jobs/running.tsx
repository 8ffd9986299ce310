import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { SyncJobJson } from '../../../src/contract/index.ts'
import { type Failure, toFailure } from '../../../src/domain/index.ts'
import { useApp } from '../../app/use-app.ts'
import { Button } from '../../components/button.tsx'
import { Panel } from '../../components/panel.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Progress } from '../../components/progress.tsx'
import { StateTag } from '../../components/tag.tsx'
import { toWait } from '../../format/duration.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { isOver } from './job-view.ts'
import { useNow } from './use-now.ts'

const words = en.jobs

/** A job as it goes, or how it ended: percent, what now, counts, and its end in the person's hand. */
export function Running({ job, isOwn }: { job: SyncJobJson; isOwn: boolean }) {
  const { client, resources } = useApp()
  const format = useFormat()
  const [cancelled, setCancelled] = useState<string | null>(null)
  const [problem, setProblem] = useState<Failure | null>(null)
  const waits = job.waiting !== null
  const now = useNow(waits ? 1000 : 60_000)
  const stopping = cancelled === job.job_id && !isOver(job)
  const cancel = async () => {
    setCancelled(job.job_id)
    setProblem(null)
    try {
      await client.syncCancel({ params: { job_id: job.job_id } })
    } catch (thrown) {
      const failure = toFailure(thrown)
      // It ended by itself meanwhile: what is shown next says how.
      if (failure.code !== 'job.not-running') setProblem(failure)
      setCancelled(null)
    }
    resources.refresh((key) => /^(jobs|status)/.test(key))
  }
  const by = isOwn ? words.by.here : words.by[job.trigger]
  const started = job.start_time ?? job.created_at
  return (
    <Panel label={job.title}>
      <header class="job-head">
        <h2 dir="auto">{job.title}</h2>
        <StateTag state={job.status} />
        <span class="quiet small">{words.startedBy(format.moment(Date.parse(started), now), by)}</span>
        {isOver(job) ? null : (
          <span class="job-cancel">
            <Button busy={stopping ? words.cancelling : null} onClick={() => void cancel()}>
              {words.cancel}
            </Button>
          </span>
        )}
      </header>
      <div class="job-progress">
        <p class="job-percent figures">
          {format.number(Math.floor(job.progress))}
          <small>%</small>
        </p>
        <div class="job-bar">
          <p class="job-now">
            <strong dir="auto">{nowWords(job)}</strong>
            <span class="figures">
              {words.items(format.number(job.processed_items), format.number(job.total_items))}
            </span>
          </p>
          <Progress label={job.title} done={job.progress} of={100} />
        </div>
      </div>
      <JobFacts job={job} />
      {job.waiting === null ? null : (
        <p class="job-waiting" role="status">
          {words.waits[job.waiting.reason] ?? job.waiting.reason}{' '}
          {words.waiting(
            format.clock(Date.parse(job.waiting.until)),
            toWait((Date.parse(job.waiting.until) - now) / 1000),
          )}
        </p>
      )}
      {problem === null ? null : <ProblemNote problem={problem} now={now} />}
    </Panel>
  )
}

function nowWords(job: SyncJobJson): string {
  if (job.status === 'pending') return words.pendingNext
  return job.current ?? (isOver(job) ? '' : words.looking)
}

function JobFacts({ job }: { job: SyncJobJson }) {
  const format = useFormat()
  const facts: [string, ComponentChildren][] = [
    ['requests', [<strong key="n">{format.number(job.requests)}</strong>, ` ${words.requests}`]],
  ]
  if (job.rate_per_s !== null)
    facts.push(['pace', [<strong key="n">{format.number(job.rate_per_s, 1)}</strong>, ` ${words.pace}`]])
  facts.push(['bytes', <strong key="n">{format.size(job.bytes)}</strong>])
  if (job.seconds_left !== null) {
    const [before, time, after] = words.left(toWait(job.seconds_left))
    facts.push(['left', [before, <strong key="n">{time}</strong>, after]])
  }
  return (
    <ul class="job-facts figures">
      {facts.map(([key, fact]) => (
        <li key={key}>{fact}</li>
      ))}
      {job.status === 'cancelled' ? (
        <li>{words.stopped(format.number(job.processed_items), format.number(job.total_items))}</li>
      ) : null}
      {job.status === 'failed' && job.error_message !== null ? <li class="job-error">{job.error_message}</li> : null}
    </ul>
  )
}
