import { useSignal } from '@preact/signals'
import type { HomeJson } from '../../../src/contract/index.ts'
import { toFailure } from '../../../src/domain/index.ts'
import type { Resource } from '../../api/resources.ts'
import { useResource } from '../../api/use-resource.ts'
import { useKey } from '../../app/keys.ts'
import { PageHead } from '../../app/page-head.tsx'
import { useApp } from '../../app/use-app.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { Button } from '../../components/button.tsx'
import { ButtonLink } from '../../components/button-link.tsx'
import { type NoticeProps, Notices } from '../../components/notice.tsx'
import { Columns } from '../../components/panel.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { Tile, Tiles, WaitingTile } from '../../components/tile.tsx'
import { asDay } from '../../format/as-day.ts'
import type { Format } from '../../format/format.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { ActivityPanel } from './activity-panel.tsx'
import { ArchivePanel } from './archive-panel.tsx'
import { ChangePanel } from './change-panel.tsx'
import { FirstRun } from './first-run.tsx'
import { HrvPanel } from './hrv-panel.tsx'
import { LoadPanel } from './load-panel.tsx'
import { NightPanel } from './night-panel.tsx'
import { tilesOf } from './tiles.ts'
import './home.css'

/** How am I against my usual, is everything here, does anything need me: in five seconds. */
export default function Home() {
  const format = useFormat()
  const home = useResource('home', (client, signal) => client.home({ query: { days: 42 }, signal }))
  const { data, problem } = home.value
  if (data === null)
    return (
      <>
        <PageHead title={en.rail.home} />
        {problem === null ? <Loading /> : <ProblemNote problem={problem} />}
      </>
    )
  const isFirst =
    data.archive.days_with_data === 0 || (data.status.last_job === null && data.status.running_job !== null)
  return (
    <>
      <PageHead
        title={isFirst ? en.home.greeting(data.name) : format.day.head(asDay(data.today))}
        line={lineOf(data, isFirst, format)}
        actions={<SyncNow home={data} />}
      />
      <Notices notices={noticesOf(data, home.value, format)} />
      {isFirst ? <FirstRun home={data} /> : null}
      <Tiles>
        {tilesOf(data, format).map((tile) =>
          tile.figure === null ? (
            <WaitingTile key={tile.id} name={tile.name} reason={tile.reason} />
          ) : (
            <Tile
              key={tile.id}
              href={`/trends?metrics=${tile.id}`}
              name={tile.name}
              age={tile.age}
              figure={tile.figure}
              side={tile.side}
              comparison={tile.comparison}
              hue={tile.hue}
            >
              <Sparkline values={tile.values} band={tile.band} kind={tile.kind} target={tile.target} />
            </Tile>
          ),
        )}
      </Tiles>
      <div class="home-panels">
        <Columns uneven>
          <NightPanel nights={data.nights} />
          <HrvPanel home={data} />
        </Columns>
        <Columns uneven>
          <LoadPanel load={data.load} today={data.today} />
          <ChangePanel changes={data.changes} />
        </Columns>
        <Columns uneven>
          <ActivityPanel activities={data.activities} count={data.archive.activities} />
          <ArchivePanel home={data} />
        </Columns>
      </div>
    </>
  )
}

function Loading() {
  return (
    <>
      <Tiles>
        {Object.values(en.home.tiles).map(({ name }) => (
          <div key={name} class="tile">
            <span class="tile-name">{name}</span>
            <Skeleton label={name} height={5} lines={2} />
          </div>
        ))}
      </Tiles>
      <Skeleton label={en.rail.home} height={14} />
    </>
  )
}

/** Until when the page is true. */
function lineOf({ as_of, today, archive }: HomeJson, isFirst: boolean, format: Format): string {
  if (isFirst) return archive.days_with_data === 0 ? en.home.nothingYet : en.home.newestFirst
  if (as_of === null) return en.home.noUpload
  const at = Date.parse(as_of)
  const day = format.dayOf(at)
  return day === today ? en.home.until(format.clock(at)) : en.home.silent(format.day.withWeekday(day), format.clock(at))
}

/** Starts a run and shows how far it is; what comes fills the page in place. */
function SyncNow({ home }: { home: HomeJson }) {
  const { client, live, resources, keys } = useApp()
  const starting = useSignal(false)
  const refused = useSignal<string | null>(null)
  const job = live.job.value ?? home.status.running_job
  const runs = job !== null && (job.status === 'running' || job.status === 'pending')
  const start = async () => {
    starting.value = true
    refused.value = null
    try {
      await client.syncStart({ body: { sync_type: 'all', full: false, max_wait_s: 900 } })
      resources.refresh((key) => key === 'home' || key === 'status')
    } catch (thrown) {
      refused.value = toFailure(thrown).message
    }
    starting.value = false
  }
  useKey(keys, 's', () => {
    if (!runs) void start()
  })
  const busy = runs ? en.home.syncing(Math.floor(job.progress)) : starting.value ? en.home.starting : null
  return (
    <>
      {refused.value === null ? null : <p role="alert">{refused.value}</p>}
      <Button icon="jobs" busy={busy} onClick={() => void start()}>
        {en.home.syncNow}
      </Button>
    </>
  )
}

/** What needs the person, the most urgent first, in our words where we have them. */
function noticesOf(
  home: HomeJson,
  { state, problem, asOf }: Resource<HomeJson>,
  format: Format,
): (NoticeProps & { id: string })[] {
  const needs = home.status.needs.map((need): NoticeProps & { id: string } => {
    const until = need.until === null ? null : Date.parse(need.until)
    const signsIn = need.action === 'sign-in'
    const words = signsIn
      ? until === null
        ? en.home.signInOver
        : en.home.signInDue(format.day.long(format.dayOf(until)))
      : need.code === 'garmin.rate-limited' && until !== null
        ? en.home.rateLimited(format.clock(until))
        : { title: need.title, detail: need.detail }
    const action = signsIn ? (
      <ButtonLink small href="/sign-in">
        {en.home.signIn}
      </ButtonLink>
    ) : need.action === 'jobs' ? (
      <ButtonLink small href="/jobs">
        {en.home.seeWhy}
      </ButtonLink>
    ) : undefined
    return {
      id: need.code,
      title: words.title,
      children: words.detail,
      action,
      kind: need.action === 'jobs' ? 'failing' : 'needs',
    }
  })
  const shownAsOf = asOf === null ? '' : format.clock(asOf)
  if (state === 'offline')
    needs.unshift({ id: 'offline', kind: 'tells', title: en.home.offline, children: en.home.shownAsOf(shownAsOf) })
  else if (problem !== null)
    needs.unshift({ id: problem.code, kind: 'failing', title: problem.message, children: en.home.shownAsOf(shownAsOf) })
  return needs
}
