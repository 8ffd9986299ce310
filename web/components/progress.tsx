import './progress.css'

export interface Segment {
  /** `present`, `empty`, `failed`: as the states of the ledger. */
  readonly state: 'present' | 'empty' | 'failed'
  readonly count: number
}

export interface ProgressProps {
  /** What is done, said with the numbers: `Sleep`. */
  readonly label: string
  readonly done: number
  /** Null = not known yet: the bar stays empty. */
  readonly of: number | null
  /** Of what `done` is made; left out: all present. */
  readonly segments?: readonly Segment[]
  readonly slim?: boolean
}

/** How far it is, as a bar; the figure stands beside it. */
export function Progress({ label, done, of, segments, slim = false }: ProgressProps) {
  const share = (count: number) => `${of === null || of === 0 ? 0 : Math.min(100, (100 * count) / of)}%`
  const parts = segments ?? [{ state: 'present' as const, count: done }]
  return (
    <div
      class={slim ? 'progress progress-slim' : 'progress'}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={of ?? undefined}
      aria-valuenow={of === null ? undefined : Math.min(done, of)}
    >
      {parts.map(({ state, count }) =>
        count === 0 ? null : <span key={state} data-state={state} style={{ width: share(count) }} />,
      )}
    </div>
  )
}
