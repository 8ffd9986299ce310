import type { ComponentChildren } from 'preact'
import { en } from '../words/en.ts'
import { Icon } from './icon.tsx'
import './chip.css'

export interface ChipProps {
  /** What is set or can be added; plain words, since they also name the button that takes it away. */
  readonly label: string
  /** The family of a measure, shown as a swatch. */
  readonly hue?: string
  /** Set, or dashed as one that can be added. Default: set. */
  readonly set?: boolean
  /** Pressing the chip itself: opens its choice, or adds it. */
  readonly onPress?: () => void
  /** Takes it away: a button of its own. */
  readonly onRemove?: () => void
  readonly icon?: ComponentChildren
}

/** A filter or a metric that is set, or that can be. */
export function Chip({ label, hue, set = true, onPress, onRemove, icon }: ChipProps) {
  const inner = (
    <>
      {hue === undefined ? null : <span class="chip-swatch" data-hue={hue} aria-hidden="true" />}
      {icon}
      <span dir="auto">{label}</span>
    </>
  )
  return (
    <span class="chip" data-set={set}>
      {onPress === undefined ? (
        <span class="chip-body">{inner}</span>
      ) : (
        <button
          type="button"
          class="chip-body"
          aria-pressed={onRemove === undefined ? set : undefined}
          onClick={onPress}
        >
          {inner}
        </button>
      )}
      {onRemove === undefined ? null : (
        <button type="button" class="chip-remove" aria-label={en.parts.remove(label)} onClick={onRemove}>
          <Icon name="close" />
        </button>
      )}
    </span>
  )
}
