import { Icon, type IconName } from './icon.tsx'
import './icon-button.css'

export interface IconButtonProps {
  readonly icon: IconName
  /** What it does, in words: there are none to see. */
  readonly label: string
  readonly onClick: () => void
  /** Why it cannot be pressed now; null = it can. */
  readonly notNow?: string | null
}

/** A button without words: day before, day after, download. */
export function IconButton({ icon, label, onClick, notNow = null }: IconButtonProps) {
  return (
    <button
      type="button"
      class="button icon-button"
      aria-label={notNow === null ? label : `${label}. ${notNow}`}
      title={notNow ?? label}
      aria-disabled={notNow !== null}
      onClick={() => {
        if (notNow === null) onClick()
      }}
    >
      <Icon name={icon} />
    </button>
  )
}
