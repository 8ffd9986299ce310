/** A step by its number in the file, with those that it repeats. */
export interface Nested<Step> {
  readonly step: Step
  readonly inner: Nested<Step>[]
}

interface Flat {
  /** Number of the step in the file. */
  readonly index: number
  /** Number of the step to which a repeat goes back; null for steps that are done. */
  readonly backTo: number | null
}

/** Deeper nesting of repeats than any editor of Garmin's allows; what would go deeper stays before its repeat. */
const deepest = 8

/**
 * A file lists a repeat behind the steps that it repeats and names the first of them; here it stands around them. A repeat
 * that names no step before it repeats nothing.
 */
export function nest<Step extends Flat>(steps: readonly Step[]): Nested<Step>[] {
  const built: { readonly first: number; readonly depth: number; readonly node: Nested<Step> }[] = []
  for (const step of steps) {
    const { backTo } = step
    if (backTo === null) {
      built.push({ first: step.index, depth: 1, node: { step, inner: [] } })
      continue
    }
    let from = built.length
    let depth = 0
    while (from > 0 && built[from - 1]!.first >= backTo && built[from - 1]!.depth < deepest)
      depth = Math.max(depth, built[--from]!.depth)
    const inner = built.splice(from)
    built.push({
      first: inner[0]?.first ?? step.index,
      depth: inner.length === 0 ? 1 : depth + 1,
      node: { step, inner: inner.map(({ node }) => node) },
    })
  }
  return built.map(({ node }) => node)
}

/** Each step with its place, a repeat before the steps inside it: `3`, `3.1`, `3.2`, `4`. */
export function withPaths<Step>(
  nodes: readonly Nested<Step>[],
  before = '',
): { path: string; step: Step; repeats: number }[] {
  return nodes.flatMap(({ step, inner }, at) => {
    const path = `${before}${at + 1}`
    return [{ path, step, repeats: inner.length }, ...withPaths(inner, `${path}.`)]
  })
}
