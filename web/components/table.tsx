import type { ComponentChildren } from 'preact'
import { nothing } from '../format/number.ts'
import { en } from '../words/en.ts'
import './table.css'

export interface Column<Row> {
  /** Unique in the table; what `onSort` is told. */
  readonly key: string
  readonly head: string
  /** Right, with figures of one width. Default: false. */
  readonly number?: boolean
  /** The cell; a `–` needs `nothing`. */
  readonly cell: (row: Row) => ComponentChildren
  /** What a `–` means here, said to who does not see it: `no heart rate`. */
  readonly nothing?: string
  readonly sortable?: boolean
  /** Left out where the table's own box is narrow. Default: false. */
  readonly wideOnly?: boolean
  /** Its head is for those who do not see that it needs none. */
  readonly headUnseen?: boolean
}

export interface Sort {
  readonly key: string
  readonly descending: boolean
}

export interface TableProps<Row> {
  /** What it lists; said, not shown. */
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** Where a row leads; its first cell is the link, which reaches over the whole row. */
  readonly rowHref?: (row: Row) => string | null
  readonly selected?: (row: Row) => boolean
  readonly sort?: Sort
  readonly onSort?: (sort: Sort) => void
}

/** Above this many rows the head stays in sight. */
const stickyAbove = 12

/** Rows of the same thing. Wide ones scroll within their own box. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, columns, rows, rowKey, rowHref, selected, sort, onSort } = props
  return (
    // A box that scrolls must be reached by keyboard; links in it do that too.
    <section class="table-box" tabIndex={rowHref === undefined ? 0 : undefined} aria-label={caption}>
      <table class="table" data-sticky={rows.length > stickyAbove}>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const href = rowHref?.(row) ?? null
            return (
              <tr key={rowKey(row)} data-linked={href !== null} aria-selected={selected?.(row) ? true : undefined}>
                {columns.map((column, at) => (
                  <Cell key={column.key} column={column} row={row} href={at === 0 ? href : null} />
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Head<Row>({ column, sort, onSort }: { column: Column<Row>; sort?: Sort; onSort?: (sort: Sort) => void }) {
  const sorted = sort?.key === column.key ? sort : null
  const inner = column.headUnseen ? <span class="unseen">{column.head}</span> : column.head
  return (
    <th
      scope="col"
      class={classOf(column)}
      aria-sort={sorted === null ? undefined : sorted.descending ? 'descending' : 'ascending'}
    >
      {column.sortable && onSort !== undefined ? (
        <button
          type="button"
          class="table-sort"
          onClick={() => onSort({ key: column.key, descending: sorted === null ? true : !sorted.descending })}
        >
          {inner}
          <span aria-hidden="true">{sorted === null ? '' : sorted.descending ? ' ▼' : ' ▲'}</span>
        </button>
      ) : (
        inner
      )}
    </th>
  )
}

function Cell<Row>({ column, row, href }: { column: Column<Row>; row: Row; href: string | null }) {
  const content = column.cell(row)
  const shown =
    content === nothing || content === null ? (
      <>
        <span aria-hidden="true">{nothing}</span>
        <span class="unseen">{column.nothing ?? en.parts.nothing}</span>
      </>
    ) : (
      content
    )
  return <td class={classOf(column)}>{href === null ? shown : <a href={href}>{shown}</a>}</td>
}

function classOf<Row>({ number, wideOnly }: Column<Row>): string | undefined {
  return [number ? 'number' : '', wideOnly ? 'wide-only' : ''].filter(Boolean).join(' ') || undefined
}
