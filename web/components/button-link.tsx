import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

export interface ButtonLinkProps {
  readonly href: string
  readonly children: ComponentChildren
  readonly kind?: 'primary' | 'plain' | 'quiet'
  readonly small?: boolean
  readonly icon?: IconName
  /** Is saved under this name instead of opened. */
  readonly download?: string | boolean
  readonly label?: string
}

/** A link that stands beside buttons and looks like one. */
export function ButtonLink({ href, children, kind = 'plain', small = false, icon, download, label }: ButtonLinkProps) {
  return (
    <a class={`button ${kind}${small ? ' small-control' : ''}`} href={href} download={download} aria-label={label}>
      {icon === undefined ? null : <Icon name={icon} />}
      <span>{children}</span>
    </a>
  )
}
