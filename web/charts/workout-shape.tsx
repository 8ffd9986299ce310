import { useId } from 'preact/hooks'
import type { WorkoutStepJson } from '../../src/contract/index.ts'
import { Hatch } from './hatch.tsx'
import { workoutShape } from './workout-shape.ts'
import './states.css'
import './workout-shape.css'

/** Width is time, height how hard; what the lap button ends is hatched, because it has no length. */
export function WorkoutShape(props: {
  steps: readonly WorkoutStepJson[]
  sport: string | null
  label: string
  large?: boolean
}) {
  const id = useId()
  const [width, height] = props.large === true ? [420, 64] : [126, 26]
  const blocks = workoutShape(props.steps, props.sport)
  return (
    <svg
      class="workout-shape"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={props.label}
      data-large={props.large}
    >
      <Hatch id={id} />
      {blocks.map((block) => (
        <rect
          key={block.from}
          class={block.open ? 'workout-open' : 'workout-block'}
          fill={block.open ? `url(#${id})` : undefined}
          fill-opacity={block.open ? undefined : 0.15 + 0.85 * block.height}
          x={block.from * width + 0.4}
          width={Math.max(0.8, (block.to - block.from) * width - 0.8)}
          y={height * (1 - block.height)}
          height={height * block.height}
          rx="1.5"
        />
      ))}
    </svg>
  )
}
