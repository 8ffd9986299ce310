import { useId } from 'preact/hooks'
import { Hatch } from './hatch.tsx'
import type { DayState } from './states.ts'
import './states.css'

/** Side of a cell, px. */
export const cellPx = 12

/** One day in a calendar, at its place; what stands in the shape is the state's own silhouette. */
export function CellShape({ state, hatch }: { state: DayState; hatch: string }) {
  const box = { x: 0.5, y: 0.5, width: cellPx - 1, height: cellPx - 1, rx: 2 }
  if (state === 'present') return <rect class="is-present" width={cellPx} height={cellPx} rx="2" />
  if (state === 'empty')
    return (
      <g class="is-empty">
        <rect class="cell-frame" {...box} />
        <circle cx={cellPx / 2} cy={cellPx / 2} r="1.5" />
      </g>
    )
  if (state === 'provisional')
    return (
      <g class="is-provisional">
        <rect class="outlined" {...box} />
        <path d={`M${cellPx - 1} 1v${cellPx - 2}h${2 - cellPx}z`} />
      </g>
    )
  if (state === 'failed')
    return (
      <g class="is-failed">
        <rect width={cellPx} height={cellPx} rx="2" />
        <path class="cell-cross" d="M3.5 3.5l5 5M8.5 3.5l-5 5" />
      </g>
    )
  if (state === 'missing')
    return (
      <g class="is-missing">
        <rect {...box} fill={`url(#${hatch})`} />
        <rect class="outlined" {...box} />
      </g>
    )
  return null
}

/** The cell's form of one state, for legends. */
export function CellSample({ state }: { state: DayState }) {
  const id = useId()
  return (
    <svg class="cell-sample" width={cellPx} height={cellPx} aria-hidden="true" focusable="false">
      <Hatch id={id} />
      <CellShape state={state} hatch={id} />
    </svg>
  )
}
