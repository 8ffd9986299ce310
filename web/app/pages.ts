import type { ComponentType } from 'preact'
import type { IconName } from '../components/icon.tsx'

/** What a page is given; everything else it takes from the app (`use-app.ts`). */
export interface PageProps {
  /** Values of the path's `:name` parts. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
}

/** A page that exists: what the registry lists, the router opens and the rail links. */
export interface Page {
  readonly name: string
  /** `/activities/:id` */
  readonly path: string
  /** Loaded when somebody opens it. */
  readonly load: () => Promise<{ readonly default: ComponentType<PageProps> }>
  /** Its place in the rail; null = reached from other pages. */
  readonly rail: RailPlace | null
  /** True = also for who is not signed in, without the frame. Default: false. */
  readonly open?: boolean
}

export interface RailPlace {
  readonly group: 'main' | 'archive'
  /** As in words/en.ts, `rail`. */
  readonly word: string
  readonly icon: IconName
  /** Where the rail leads, for a path with parts: `/days/today`. Default: the path. */
  readonly href?: string
  /** A number beside the word: missing days, percent of a run. */
  readonly Note?: ComponentType
  /** After `g`. */
  readonly key: string
  /** Of the tabs below on a phone; the others are under "More". */
  readonly tab: boolean
}
