import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Table } from '../components/table.tsx'
import { useFormat } from '../format/use-format.ts'
import { en } from '../words/en.ts'
import './chart-table.css'

export interface ChartTableProps {
  /** What the table lists. */
  readonly label: string
  readonly head: readonly string[]
  /** Cells as they are read; the first names the row. */
  readonly rows: readonly (readonly string[])[]
  readonly children: ComponentChildren
}

/** A chart with the same data as a table behind it: `T`, or the button that is seen once it has the focus or the pointer. */
export function ChartTable({ label, head, rows, children }: ChartTableProps) {
  const [open, setOpen] = useState(false)
  const format = useFormat()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key is that of the chart within, which has the focus
    <div
      class="chart-table"
      onKeyDown={(event) => {
        if (event.key.toLowerCase() !== 't' || event.ctrlKey || event.metaKey || event.altKey) return
        event.preventDefault()
        setOpen(!open)
      }}
    >
      <button type="button" class="chart-table-switch" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? en.charts.chart : en.charts.table}
      </button>
      {open ? (
        <div class="chart-table-rows" lang={format.reader.locale}>
          <Table
            caption={label}
            columns={head.map((word, at) => ({
              key: word,
              head: word,
              number: at > 0,
              cell: (row: Row) => row.cells[at] ?? '',
            }))}
            rows={rows.map((cells, at) => ({ key: `${at}`, cells }))}
            rowKey={({ key }) => key}
          />
        </div>
      ) : (
        children
      )}
    </div>
  )
}

interface Row {
  readonly key: string
  readonly cells: readonly string[]
}
