import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { ActivityJson } from '../../../src/contract/index.ts'
import { addMonths, isLocalDate, type LocalDate } from '../../../src/domain/index.ts'
import { useResource } from '../../api/use-resource.ts'
import { PageHead } from '../../app/page-head.tsx'
import type { PageProps } from '../../app/pages.ts'
import { useApp } from '../../app/use-app.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { Nothing } from '../../components/nothing.tsx'
import { Notice } from '../../components/notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { toHours } from '../../format/duration.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { askedOf } from './asked.ts'
import { Filters } from './filters.tsx'
import { Hours } from './hours.tsx'
import { Month, monthOf } from './month.tsx'
import { ActivityRows } from './rows.tsx'
import { SoFar } from './so-far.tsx'
import { Totals } from './totals.tsx'
import './activities.css'

const words = en.activities
const pageRows = 200
type View = 'list' | 'calendar' | 'totals'

/** Find one among thousands, and see how much there is. */
export default function ActivitiesPage({ query }: PageProps) {
  const { router } = useApp()
  const format = useFormat()
  const today = format.dayOf(Date.now())
  const view = viewOf(query.get('view'))
  const by = query.get('by')
  const { value: all } = useResource('activities totals year', (client, signal) =>
    client.activityTotals({ query: { by: 'year' }, signal }),
  )
  const line =
    all.data === null || !isLocalDate(all.data.first_day)
      ? undefined
      : words.since(format.number(all.data.count), format.day.long(all.data.first_day), all.data.without_file)
  return (
    <>
      <PageHead
        title={words.title}
        line={line}
        actions={
          <Choice
            label={words.view}
            value={view}
            options={[
              { value: 'list', label: words.list },
              { value: 'calendar', label: words.calendar },
              { value: 'totals', label: words.totals },
            ]}
            onChange={(value) => router.setQuery({ view: value === 'list' ? null : value }, { push: true })}
          />
        }
      />
      {all.state === 'offline' && all.asOf !== null ? (
        <Notice kind="tells" title={en.frame.offline(format.clock(all.asOf))} />
      ) : null}
      {view === 'totals' ? (
        <Totals by={by === 'week' || by === 'year' ? by : 'month'} onBy={(value) => router.setQuery({ by: value })} />
      ) : null}
      {view === 'calendar' ? <Year today={today} query={query} /> : null}
      {view === 'list' ? <List query={query} today={today} /> : null}
    </>
  )
}

function viewOf(text: string | null): View {
  return text === 'calendar' || text === 'totals' ? text : 'list'
}

function Year({ today, query }: { today: LocalDate; query: URLSearchParams }) {
  const last = monthOf(query.get('month'), today)
  return (
    <div class="activity-year">
      {Array.from({ length: 12 }, (_, at) => addMonths(last, -at)).map((month) => (
        <Month key={month} month={month} today={today} />
      ))}
    </div>
  )
}

function List({ query, today }: { query: URLSearchParams; today: LocalDate }) {
  const { router, client, session } = useApp()
  const format = useFormat()
  const { asked, text, sort } = askedOf(query)
  const key = JSON.stringify(asked)
  const { value: shown } = useResource(`activities ${key}`, (asking, signal) =>
    asking.activities({ query: { ...asked, limit: pageRows }, signal }),
  )
  const userId = session.state.value.kind === 'in' ? session.state.value.session.user_id : ''
  const lookedAt = useMemo(() => lookedBefore(userId), [userId])
  const more = useSignal<{ key: string; rows: readonly ActivityJson[]; cursor: string | null } | null>(null)
  const loading = useSignal(false)
  // The list before stays until the next one is there: typing does not make it blink.
  const last = useSignal(shown.data)
  useEffect(() => {
    if (shown.data !== null) last.value = shown.data
  }, [shown.data, last])
  const page = shown.data ?? last.value
  const own = more.value?.key === key ? more.value : null
  const rows = page === null ? [] : [...page.items, ...(own?.rows ?? [])]
  const cursor = own === null ? (page?.next_cursor ?? null) : own.cursor
  const loadMore = async () => {
    if (cursor === null) return
    loading.value = true
    try {
      const next = await client.activities({ query: { ...asked, limit: 1000, cursor } })
      more.value = { key, rows: [...(own?.rows ?? []), ...next.items], cursor: next.next_cursor }
    } finally {
      loading.value = false
    }
  }
  const isFiltered = query.toString().replace(/(^|&)(sort|month)=[^&]*/g, '') !== ''
  return (
    <>
      <div class="activity-bar">
        <Filters asked={asked} text={text} />
        <p class="activity-found figures" role="status">
          {page === null
            ? ''
            : words.found(
                format.number(page.found),
                whole(format.distance(page.sum_m, 'total'), format.withUnit),
                toHours(page.sum_s),
              )}
        </p>
      </div>
      <div class="activities-columns">
        <Panel flush label={words.list}>
          <Hours today={today} />
          {page === null ? (
            shown.problem === null ? (
              <Skeleton label={words.searching} height={20} />
            ) : (
              <ProblemNote problem={shown.problem} now={Date.now()} />
            )
          ) : rows.length === 0 ? (
            <div class="activity-nothing">
              {isFiltered ? (
                <Nothing
                  title={words.nothingMatches}
                  action={<Button onClick={() => router.go('/activities', { replace: true })}>{words.clear}</Button>}
                >
                  {words.nothingWhy}
                </Nothing>
              ) : (
                <Nothing title={words.none}>{words.noneWhy}</Nothing>
              )}
            </div>
          ) : (
            <ActivityRows
              rows={rows}
              sort={sort}
              lookedAt={lookedAt}
              onSort={(next) =>
                router.setQuery({
                  sort: next.key === 'start_utc' && next.descending ? null : `${next.descending ? '-' : ''}${next.key}`,
                })
              }
            />
          )}
          {cursor === null || page === null ? null : (
            <div class="activity-more">
              <Button busy={loading.value ? words.loadingMore : null} onClick={() => void loadMore()}>
                {words.more(format.number(page.found - rows.length))}
              </Button>
            </div>
          )}
        </Panel>
        <div class="activities-side">
          <Month
            month={monthOf(query.get('month'), today)}
            today={today}
            onMonth={(month) => router.setQuery({ month: month.slice(0, 7) })}
          />
          <SoFar today={today} />
        </div>
      </div>
    </>
  )
}

function whole(
  { value, unit }: { value: string; unit: string },
  withUnit: (value: string, unit: string) => string,
): string {
  return withUnit(value, unit)
}

/** When this account's list was looked at last, in this browser; and from now on: now. Null the first time. */
function lookedBefore(userId: string): number | null {
  const key = `garminsync.looked.${userId}`
  try {
    const before = window.sessionStorage.getItem(key) ?? window.localStorage.getItem(key)
    // What is new stays new until the browser's visit ends.
    if (before !== null) window.sessionStorage.setItem(key, before)
    window.localStorage.setItem(key, String(Date.now()))
    return before === null ? null : Number(before)
  } catch {
    return null
  }
}
