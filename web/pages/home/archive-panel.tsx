import type { HomeJson } from '../../../src/contract/index.ts'
import { addDays } from '../../../src/domain/index.ts'
import { toStateRuns } from '../../charts/day-states.ts'
import { Strip } from '../../charts/strip.tsx'
import { Pairs } from '../../components/pairs.tsx'
import { Panel } from '../../components/panel.tsx'
import { asDay } from '../../format/as-day.ts'
import { toWait } from '../../format/duration.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'

const stripDays = 180

/** Whether everything is here, in five lines and half a year of days. */
export function ArchivePanel({ home }: { home: HomeJson }) {
  const format = useFormat()
  const { archive, status, today } = home
  const words = en.home.archive
  const { last_job: last } = status
  const ended = last?.end_time == null ? null : Date.parse(last.end_time)
  const took = ended === null || last?.start_time == null ? null : (ended - Date.parse(last.start_time)) / 1000
  const next = status.next_run === null ? null : Date.parse(status.next_run)
  const n = (value: number) => format.number(value)
  return (
    <Panel title={en.rail.archive} aside={<a href="/jobs">{en.rail.jobs}</a>}>
      <Pairs
        pairs={[
          [
            words.days,
            archive.first_day === null ? (
              words.none
            ) : (
              <>
                <strong>{n(archive.days_with_data)}</strong>{' '}
                {words.since(n(archive.days), format.day.dated(asDay(archive.first_day)))}
              </>
            ),
          ],
          [
            words.originals,
            <>
              <strong>{n(archive.originals)}</strong> {words.ofActivities(n(archive.activities))}
            </>,
          ],
          [
            words.missing,
            archive.missing_days === 0 ? (
              words.nothingMissing
            ) : (
              <>
                <strong>{words.missingDays(archive.missing_days)}</strong>
                {words.inDatasets(archive.missing_datasets)}
              </>
            ),
          ],
          ...(archive.failed === 0 ? [] : ([[words.failed, <strong>{n(archive.failed)}</strong>]] as const)),
          [
            words.lastRun,
            ended === null
              ? words.noRun
              : words.ran(format.moment(ended, Date.now()), toWait(took), n(last?.requests ?? 0)),
          ],
          [words.nextRun, next === null ? words.noNext : format.clock(next)],
        ]}
      />
      <Strip
        runs={toStateRuns(archive.strip)}
        from={addDays(asDay(today), 1 - stripDays)}
        to={asDay(today)}
        label={words.strip(stripDays)}
      />
      <p class="strip-ends">
        <span>{words.stripNote(stripDays)}</span>
        <span>{words.today}</span>
      </p>
    </Panel>
  )
}
