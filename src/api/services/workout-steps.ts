import type { WorkoutStepJson } from '../../contract/index.ts'
import type { RowJson } from './rows.ts'

/** Rows of `workout_step` in order, each within the repeat that repeats it. Pure. */
export function toSteps(rows: readonly RowJson[]): WorkoutStepJson[] {
  const steps = rows
    .map((row) => ({ ...row, step_path: String(row.step_path), kind: textOf(row.kind), steps: [] }) as WorkoutStepJson)
    .sort((a, b) => comparePaths(a.step_path, b.step_path))
  const byPath = new Map(steps.map((step) => [step.step_path, step]))
  const top: WorkoutStepJson[] = []
  for (const step of steps) {
    const around = byPath.get(step.step_path.split('.').slice(0, -1).join('.'))
    // A step whose repeat is not here is shown all the same.
    if (around === undefined) top.push(step)
    else around.steps.push(step)
  }
  return top
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** `10` after `9`, `3.1` after `3`. */
function comparePaths(a: string, b: string): number {
  const [left, right] = [a, b].map((path) => path.split('.').map(Number)) as [number[], number[]]
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? -1) - (right[at] ?? -1)
    if (difference !== 0) return difference
  }
  return 0
}
