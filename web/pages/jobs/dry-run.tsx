import type { SyncPlanJson } from '../../../src/contract/index.ts'
import { Button } from '../../components/button.tsx'
import { Panel } from '../../components/panel.tsx'
import { Table } from '../../components/table.tsx'
import { toWait } from '../../format/duration.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'

const words = en.jobs.plan
const mostRows = 200

/** What a sync would ask for, and about what it comes to. */
export function DryRun({ plan, onClose }: { plan: SyncPlanJson; onClose: () => void }) {
  const { number } = useFormat()
  const rows = plan.requests.slice(0, mostRows).map((request, at) => ({ ...request, at }))
  const rest = plan.requests.length - rows.length
  return (
    <Panel
      title={words.title}
      aside={
        <Button small kind="quiet" onClick={onClose}>
          {words.close}
        </Button>
      }
    >
      <p class="plan-line" role="status">
        {plan.foreseen.requests === 0
          ? words.nothing
          : words.line(number(plan.foreseen.requests), toWait(plan.foreseen.seconds))}{' '}
        {plan.note}
      </p>
      {rows.length === 0 ? null : (
        <div class="plan-rows">
          <Table
            caption={words.caption}
            rows={rows}
            rowKey={({ at }) => String(at)}
            columns={[
              { key: 'dataset', head: words.dataset, cell: ({ dataset }) => dataset },
              {
                key: 'request',
                head: words.request,
                cell: ({ method, path, body }) => <code>{[method, path, body ?? ''].join(' ').trimEnd()}</code>,
              },
              { key: 'why', head: words.why, cell: ({ reason }) => reason },
            ]}
          />
        </div>
      )}
      {rest === 0 ? null : <p class="quiet small">{words.more(number(rest))}</p>}
    </Panel>
  )
}
