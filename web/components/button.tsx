import type { ComponentChildren, Ref, TargetedMouseEvent } from 'preact'
import { Icon, type IconName } from './icon.tsx'

export interface ButtonProps {
  /** What it does and how much: "Fetch 12 days". */
  readonly children: ComponentChildren
  /** `primary` at most once a view. Default: plain. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly icon?: IconName
  /** A shorter one, in rows and notices. */
  readonly small?: boolean
  /** As wide as what holds it. */
  readonly wide?: boolean
  /** What is said while it works ("Fetching…"); it cannot be pressed then. Null = at rest. */
  readonly busy?: string | null
  /** Why it cannot be pressed now; null = it can. Told to everybody, not only to who sees it grey. */
  readonly notNow?: string | null
  readonly type?: 'button' | 'submit'
  readonly onClick?: (event: TargetedMouseEvent<HTMLButtonElement>) => void
  readonly ref?: Ref<HTMLButtonElement>
}

/** Does something here. What leads elsewhere is a link. */
export function Button(props: ButtonProps) {
  const { children, kind = 'plain', icon, small = false, wide = false, busy = null, notNow = null } = props
  const off = busy !== null || notNow !== null
  return (
    <button
      type={props.type ?? 'button'}
      class={`button ${kind}${small ? ' small-control' : ''}${wide ? ' wide' : ''}`}
      // Stays focusable, so that a keyboard keeps its place and hears why.
      aria-disabled={off}
      aria-busy={busy !== null}
      title={notNow ?? undefined}
      ref={props.ref}
      onClick={(event) => {
        if (off) event.preventDefault()
        else props.onClick?.(event)
      }}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      {/* Both take part in the width, so that it does not jump. */}
      <span class="button-words" data-busy={busy ?? undefined}>
        <span class={busy === null ? undefined : 'unshown'}>{children}</span>
        {busy === null ? null : <span class="button-busy">{busy}</span>}
      </span>
      {notNow === null ? null : <span class="unseen">. {notNow}</span>}
    </button>
  )
}
