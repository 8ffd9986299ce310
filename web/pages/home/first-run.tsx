import type { HomeJson } from '../../../src/contract/index.ts'
import { addDays } from '../../../src/domain/index.ts'
import { useApp } from '../../app/use-app.ts'
import { toStateRuns } from '../../charts/day-states.ts'
import { Strip } from '../../charts/strip.tsx'
import { Icon } from '../../components/icon.tsx'
import { Panel } from '../../components/panel.tsx'
import { Progress } from '../../components/progress.tsx'
import { asDay } from '../../format/as-day.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'

/** The first minutes: what was fetched, what is being fetched, what is to come. Nothing blocks, and the page can be closed. */
export function FirstRun({ home }: { home: HomeJson }) {
  const { live } = useApp()
  const format = useFormat()
  const words = en.home.first
  const job = live.job.value ?? home.status.running_job
  const { archive, today } = home
  const runs = job !== null && (job.status === 'running' || job.status === 'pending')
  const steps = [
    { done: true, text: words.signedIn },
    { done: archive.days_with_data > 0, text: words.daysHere(format.number(archive.days_with_data)) },
    { done: archive.activities > 0, text: words.activitiesHere(format.number(archive.activities)) },
  ]
  return (
    <div class="first-run">
      <Panel
        title={runs ? words.fetching : words.begin}
        aside={
          job === null
            ? null
            : words.progress(
                Math.floor(job.progress),
                format.number(job.requests),
                format.number(job.processed_items),
                format.number(job.total_items),
              )
        }
      >
        {job === null ? null : (
          <Progress
            label={words.fetching}
            done={job.processed_items}
            of={job.total_items === 0 ? null : job.total_items}
          />
        )}
        <Strip
          runs={toStateRuns(archive.strip)}
          from={addDays(asDay(today), -179)}
          to={asDay(today)}
          label={en.home.archive.strip(180)}
        />
        <p class="strip-ends">
          <span>{words.earlier}</span>
          <span>{en.home.archive.today}</span>
        </p>
        <ul class="first-steps">
          {steps.map(({ done, text }) => (
            <li key={text} data-done={done}>
              <Icon name={done ? 'check' : 'clock'} />
              {text}
            </li>
          ))}
          {runs && job.current !== null ? (
            <li>
              <Icon name="jobs" /> <strong>{words.now(job.current)}</strong>
            </li>
          ) : null}
        </ul>
        {runs ? null : <p class="quiet">{words.press}</p>}
      </Panel>
      <Panel title={words.waiting}>
        <dl class="offers">
          {words.offers.map(({ title, text }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <p class="quiet">{words.close}</p>
      </Panel>
    </div>
  )
}
