import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { ActivityDetailJson } from '../../../src/contract/index.ts'
import { isLocalDate, type LocalDate } from '../../../src/domain/index.ts'
import { useResource } from '../../api/use-resource.ts'
import { useKey } from '../../app/keys.ts'
import { PageHead } from '../../app/page-head.tsx'
import type { PageProps } from '../../app/pages.ts'
import { useApp } from '../../app/use-app.ts'
import { ActivityMarks } from '../../components/activity-marks.tsx'
import { Button } from '../../components/button.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { Notices } from '../../components/notice.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { ActivityFacts } from './activity-facts.tsx'
import { Changes, Gear, Laps, Legs, Lengths, Sets, Zones } from './details.tsx'
import { lineOf, placeOfDay } from './head.ts'
import { noticesOf } from './notices.tsx'
import { Original, useSave } from './original.tsx'
import { Way } from './way.tsx'
import './activity.css'

/** One activity: where, how, and the untouched file. */
export default function ActivityPage({ params }: PageProps) {
  const id = params.id ?? ''
  const format = useFormat()
  const { value: shown } = useResource(`activity ${id}`, (client, signal) =>
    client.activity({ params: { activity_id: id }, signal }),
  )
  if (shown.data === null)
    return (
      <>
        <PageHead
          title={shown.problem === null ? en.activities.title : en.activity.missing}
          above={<Crumb day={null} />}
        />
        {shown.problem === null ? (
          <Skeleton label={en.activity.loading} height={20} />
        ) : (
          <ProblemNote
            problem={shown.problem}
            now={Date.now()}
            action={<a href="/activities">{en.activity.missingList}</a>}
          >
            {en.activity.missingWhy}
          </ProblemNote>
        )}
      </>
    )
  // Another activity is another page: cursor and zoom do not stay.
  return (
    <Shown
      key={id}
      activity={shown.data}
      offline={shown.state === 'offline' && shown.asOf !== null ? en.frame.offline(format.clock(shown.asOf)) : null}
    />
  )
}

function Shown({ activity, offline }: { activity: ActivityDetailJson; offline: string | null }) {
  const { router, keys } = useApp()
  const format = useFormat()
  const save = useSave(activity.activity_id)
  const lit = useSignal<readonly [number, number] | null>(null)
  const go = (other: string | null) => () => {
    if (other !== null) router.go(`/activities/${other}`)
  }
  useKey(keys, '[', go(activity.previous_id))
  useKey(keys, ']', go(activity.next_id))
  useEffect(() => window.scrollTo(0, 0), [])
  const isPool = activity.lengths.length > 0
  const hasCurves = activity.original !== null && activity.original.status !== 'reject'
  return (
    <>
      <PageHead
        title={activity.name ?? en.activities.nameless}
        above={<Crumb day={placeOfDay(activity)} />}
        tags={<ActivityMarks activity={activity} />}
        line={lineOf(activity, format)}
        actions={
          <>
            <IconButton
              icon="left"
              label={en.activity.before}
              notNow={activity.previous_id === null ? en.activity.noneBefore : null}
              onClick={go(activity.previous_id)}
            />
            <IconButton
              icon="right"
              label={en.activity.after}
              notNow={activity.next_id === null ? en.activity.noneAfter : null}
              onClick={go(activity.next_id)}
            />
            {activity.original === null ? null : (
              <Button
                kind="primary"
                icon="download"
                busy={save.busy === 'file' ? en.activity.saving : null}
                onClick={() => void save.run('file')}
              >
                {en.activity.original}
              </Button>
            )}
          </>
        }
      />
      <Notices notices={noticesOf(activity, offline, format)} />
      {save.problem.value === null ? null : <ProblemNote problem={save.problem.value} now={Date.now()} />}
      <ActivityFacts activity={activity} />
      <Legs activity={activity} />
      <div class="activity-columns">
        <div class="activity-main">
          {hasCurves ? <Way activity={activity} lit={lit} /> : null}
          {isPool ? <Lengths activity={activity} /> : null}
          <Sets activity={activity} />
        </div>
        <div class="activity-side">
          <Laps activity={activity} lit={lit} />
          <Zones activity={activity} />
          <Original activity={activity} save={save} />
          <Changes activity={activity} />
          <Gear activity={activity} />
        </div>
      </div>
    </>
  )
}

function Crumb({ day }: { day: LocalDate | null }) {
  const format = useFormat()
  return (
    <>
      <a href="/activities">{en.activities.title}</a>
      {isLocalDate(day) ? <span> / {format.day.month(day)}</span> : null}
    </>
  )
}
