import { useRef, useState } from 'preact/hooks'
import type { SyncJobJson, SyncPlanJson } from '../../../src/contract/index.ts'
import { type Failure, toFailure } from '../../../src/domain/index.ts'
import { useResource } from '../../api/use-resource.ts'
import { PageHead } from '../../app/page-head.tsx'
import type { PageProps } from '../../app/pages.ts'
import { useApp } from '../../app/use-app.ts'
import { Button } from '../../components/button.tsx'
import { Nothing } from '../../components/nothing.tsx'
import { Notice } from '../../components/notice.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { en } from '../../words/en.ts'
import { Datasets } from './datasets.tsx'
import { DryRun } from './dry-run.tsx'
import { Failures } from './failures.tsx'
import { History } from './history.tsx'
import { furtherOf, isOver } from './job-view.ts'
import { Running } from './running.tsx'
import { useNow } from './use-now.ts'
import './jobs.css'

const words = en.jobs

/** Work as it goes, each failure with its reason, and the end of it in the person's hand. */
export default function Jobs({ query }: PageProps) {
  const { client, resources, live, session, router } = useApp()
  const list = useResource('jobs', (client, signal) => client.syncJobs({ query: { limit: 50 }, signal })).value
  const titles = useResource('dataset-titles', (client, signal) =>
    client.coverageRuns({ query: { from: 'today' }, signal }),
  )
  const now = useNow(60_000)
  const [plan, setPlan] = useState<SyncPlanJson | null>(null)
  const [busy, setBusy] = useState<'plan' | 'sync' | null>(null)
  const [problem, setProblem] = useState<Failure | null>(null)
  const jobs = list.data?.items ?? []
  const chosen = query.get('job')
  const open =
    jobs.find(({ status }) => status === 'running') ?? jobs.find(({ status }) => status === 'pending') ?? null
  const wanted = chosen === null ? (open ?? jobs[0] ?? null) : (jobs.find(({ job_id }) => job_id === chosen) ?? null)
  const shown = useFurthest(wanted, live.job.value)
  const runs =
    open !== null && !isOver(furtherOf(open, live.job.value?.job_id === open.job_id ? live.job.value : null) ?? open)
  const titleOf = (name: string) => titles.value.data?.datasets.find(({ dataset }) => dataset === name)?.title ?? name
  const state = session.state.value
  const isOwn = (job: SyncJobJson) => state.kind === 'in' && job.session_id === state.session.session_id
  const act = async (what: 'plan' | 'sync', work: () => Promise<void>) => {
    setBusy(what)
    setProblem(null)
    try {
      await work()
    } catch (thrown) {
      setProblem(toFailure(thrown))
    }
    setBusy(null)
  }
  const follow = (job: SyncJobJson) => {
    router.setQuery({ job: job.job_id })
    resources.refresh((key) => /^(jobs|status)/.test(key))
  }
  const dryRun = () => act('plan', async () => setPlan(await client.syncPlan({ body: { sync_type: 'all' } })))
  const sync = () => act('sync', async () => follow((await client.syncStart({ body: { sync_type: 'all' } })).body))
  const offline = list.state === 'offline'
  const notNow = offline ? words.offline : null
  return (
    <>
      <PageHead
        title={words.title}
        line={words.line}
        actions={
          <>
            <Button busy={busy === 'plan' ? words.dryRunning : null} notNow={notNow} onClick={() => void dryRun()}>
              {words.dryRun}
            </Button>
            <Button
              busy={busy === 'sync' ? words.syncing : null}
              notNow={notNow ?? (runs ? words.runs : null)}
              onClick={() => void sync()}
            >
              {words.sync}
            </Button>
          </>
        }
      />
      {live.state.value === 'asking' ? (
        <Notice kind="tells" title={words.paused}>
          {words.pausedWhy}
        </Notice>
      ) : null}
      {problem === null ? null : <ProblemNote problem={problem} now={now} />}
      {list.problem === null || jobs.length > 0 ? null : <ProblemNote problem={list.problem} now={now} />}
      {plan === null ? null : <DryRun plan={plan} onClose={() => setPlan(null)} />}
      {list.data === null && list.state === 'loading' ? <Skeleton label={words.loading} height={12} /> : null}
      {list.data !== null && jobs.length === 0 ? (
        <Nothing
          title={words.empty}
          action={
            <Button kind="primary" busy={busy === 'sync' ? words.syncing : null} onClick={() => void sync()}>
              {words.sync}
            </Button>
          }
        >
          {words.emptyNext}
        </Nothing>
      ) : null}
      <div class="jobs">
        {shown === null ? null : (
          <div class="jobs-now">
            <Running job={shown} isOwn={isOwn(shown)} />
            <div class="jobs-parts">
              <Datasets job={shown} titleOf={titleOf} />
              <Failures job={shown} onStarted={follow} />
            </div>
          </div>
        )}
        {jobs.length === 0 ? null : <History jobs={jobs} chosen={shown?.job_id ?? null} now={now} />}
      </div>
    </>
  )
}

/** The furthest that was heard of a job, from the list or from the stream: its figures never fall. */
function useFurthest(job: SyncJobJson | null, heard: SyncJobJson | null): SyncJobJson | null {
  const last = useRef<SyncJobJson | null>(null)
  if (job === null) return null
  const known = last.current?.job_id === job.job_id ? last.current : null
  const told = heard?.job_id === job.job_id ? heard : null
  last.current = furtherOf(known, furtherOf(job, told))
  return last.current
}
