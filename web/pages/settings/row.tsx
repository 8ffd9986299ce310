import type { ComponentChildren } from 'preact'

/** Label, what it is now in a sentence, one action. */
export function Row(props: { label: ComponentChildren; children: ComponentChildren; action?: ComponentChildren }) {
  return (
    <div class="setting">
      <h3 dir="auto">{props.label}</h3>
      <div class="setting-words">{props.children}</div>
      <div class="setting-action">{props.action}</div>
    </div>
  )
}
