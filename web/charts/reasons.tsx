import { useId } from 'preact/hooks'
import type { CurveShapes } from './curve-shapes.ts'
import { Hatch } from './hatch.tsx'

/** Why there is no curve: a thick line on the floor, hatching, or a tinted column with a wedge. A layer of a `Plot`. */
export function Reasons({ reasons, height }: { reasons: CurveShapes['reasons']; height: number }) {
  const id = useId()
  if (reasons.length === 0) return null
  return (
    <svg aria-hidden="true" focusable="false">
      <Hatch id={id} />
      {reasons.map(({ state, start, end }) => {
        const [x, width] = [`${start * 100}%`, `${(end - start) * 100}%`]
        if (state === 'empty')
          return <rect key={start} class="reason-empty" x={x} width={width} y={height - 3} height="3" />
        if (state === 'missing')
          return (
            <g key={start}>
              <rect x={x} width={width} y="0" height={height} fill={`url(#${id})`} />
              <rect class="reason-missing-edge" x={x} width={width} y="0" height={height} />
            </g>
          )
        return (
          <g key={start}>
            <rect class="reason-failed" x={x} style={{ width: `max(${width}, 3px)` }} y="0" height={height} />
            <svg x={`${(start + end) * 50}%`} y="0" overflow="visible" aria-hidden="true">
              <path class="reason-wedge" d="M-4.5 -6h9L0 0z" />
            </svg>
          </g>
        )
      })}
    </svg>
  )
}
