import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'
import './tag.css'

export type Tone = 'neutral' | 'accent' | 'notice' | 'trouble' | 'outline'

export interface TagProps {
  /** A word of the API, or a short fact: `provisional`, `waiting until 23:30`. */
  readonly children: ComponentChildren
  /** Default: neutral. Every other tone but `accent` and `outline` brings an icon along. */
  readonly tone?: Tone
  readonly icon?: IconName
}

const iconOf: Partial<Record<Tone, IconName>> = { notice: 'clock', trouble: 'failed' }

/** A word of the API on a small ground; beside its colour it has an icon, or is plain. */
export function Tag({ children, tone = 'neutral', icon = iconOf[tone] }: TagProps) {
  return (
    <span class="tag" data-tone={tone}>
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </span>
  )
}

/** How each state of a job or of a thing is shown; a word that is not here is neutral. */
const tones: Readonly<Record<string, { tone: Tone; icon?: IconName }>> = {
  pending: { tone: 'outline', icon: 'clock' },
  running: { tone: 'accent', icon: 'jobs' },
  completed: { tone: 'neutral', icon: 'check' },
  failed: { tone: 'trouble' },
  cancelled: { tone: 'outline', icon: 'close' },
  provisional: { tone: 'accent' },
  edited: { tone: 'neutral', icon: 'edit' },
  renamed: { tone: 'neutral', icon: 'edit' },
  deleted: { tone: 'outline', icon: 'close' },
  new: { tone: 'accent' },
}

/** The tag of a state, by the API's word; `children` when the reader is told more than the word. */
export function StateTag({ state, children = state }: { state: string; children?: ComponentChildren }) {
  const { tone, icon } = tones[state] ?? { tone: 'neutral' as const }
  return (
    <Tag tone={tone} icon={icon}>
      {children}
    </Tag>
  )
}
