import './skeleton.css'

export interface SkeletonProps {
  /** What is on its way. */
  readonly label: string
  /** Of the place that it keeps, in rem. Default: 8. */
  readonly height?: number
  /** Lines of the grid that will be there. Default: 4. */
  readonly lines?: number
}

/** Frame and axis lines at once; one flat bar after 300 ms. Nothing shimmers. */
export function Skeleton({ label, height = 8, lines = 4 }: SkeletonProps) {
  return (
    <div class="skeleton" style={{ height: `${height}rem` }} aria-busy="true" role="img" aria-label={label}>
      {Array.from({ length: lines }, (_, at) => (
        <span key={at} class="skeleton-line" />
      ))}
      <span class="skeleton-bar" />
    </div>
  )
}
