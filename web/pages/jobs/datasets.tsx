import type { SyncJobJson } from '../../../src/contract/index.ts'
import { Panel } from '../../components/panel.tsx'
import { Progress } from '../../components/progress.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { nothing } from '../../format/number.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { type DatasetLine, datasetLines } from './job-view.ts'

const words = en.jobs.datasets

/** How far each dataset of a run is, and what it came to. */
export function Datasets({ job, titleOf }: { job: SyncJobJson; titleOf: (dataset: string) => string }) {
  const { number } = useFormat()
  const rows = datasetLines(job, titleOf)
  if (rows.length === 0) return null
  const count = (key: 'fetched' | 'unchanged' | 'empty', wideOnly = true): Column<DatasetLine> => ({
    key,
    head: words[key],
    number: true,
    wideOnly,
    cell: (row) => (row[key] === 0 ? nothing : number(row[key])),
  })
  const columns: Column<DatasetLine>[] = [
    { key: 'dataset', head: words.dataset, cell: ({ title }) => <strong>{title}</strong> },
    {
      key: 'bar',
      head: words.bar,
      headUnseen: true,
      wideOnly: true,
      cell: ({ title, done, total, empty, failed }) => (
        <Progress
          slim
          label={title}
          done={done}
          of={total}
          segments={[
            { state: 'present', count: done - empty - failed },
            { state: 'empty', count: empty },
            { state: 'failed', count: failed },
          ]}
        />
      ),
    },
    { key: 'done', head: words.done, number: true, cell: ({ done, total }) => words.of(number(done), number(total)) },
    ...[count('fetched'), count('unchanged'), count('empty')],
    {
      key: 'failed',
      head: words.failed,
      number: true,
      cell: ({ failed }) => (failed === 0 ? nothing : <strong class="is-trouble">{number(failed)}</strong>),
    },
  ]
  return (
    <Panel flush label={words.caption}>
      <div class="job-datasets">
        <Table caption={words.caption} columns={columns} rows={rows} rowKey={({ dataset }) => dataset} />
      </div>
    </Panel>
  )
}
