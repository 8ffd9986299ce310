import { useState } from 'preact/hooks'
import { type Failure, type LocalDate, toFailure } from '../../../src/domain/index.ts'
import { useResource } from '../../api/use-resource.ts'
import { useApp } from '../../app/use-app.ts'
import { Button } from '../../components/button.tsx'
import { Nothing } from '../../components/nothing.tsx'
import { Panel } from '../../components/panel.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'

const words = en.day

/** A day nobody asked for: one hatched sheet, what fetching it costs, and the way to do it. */
export function FetchDay({ day }: { day: LocalDate }) {
  const { client, router } = useApp()
  const format = useFormat()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Failure | null>(null)
  const body = { sync_type: 'health', from: day, to: day } as const
  // Plans the run and sends nothing to Garmin.
  const plan = useResource(`plan ${day}`, (client, signal) => client.syncPlan({ body, signal })).value
  const requests = plan.data?.foreseen.requests ?? null
  const fetchIt = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const { body: job } = await client.syncStart({ body })
      router.go(`/jobs?job=${job.job_id}`)
    } catch (thrown) {
      setProblem(toFailure(thrown))
    }
    setBusy(false)
  }
  return (
    <Panel label={words.sheet}>
      <div class="day-missing">
        <Nothing
          title={words.neverAsked}
          action={
            <Button busy={busy ? words.fetching : null} onClick={() => void fetchIt()}>
              {words.fetchDay}
            </Button>
          }
        >
          {requests === null ? words.neverAskedWhy : words.neverAskedCost(format.number(requests), requests === 1)}
        </Nothing>
        {problem === null ? null : <ProblemNote problem={problem} />}
      </div>
    </Panel>
  )
}
