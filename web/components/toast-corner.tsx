import { en } from '../words/en.ts'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import type { Toasts } from './toasts.ts'
import './toast-corner.css'

/** Where toasts appear; also a polite status region. It stands once, in the frame. */
export function ToastCorner({ toasts }: { toasts: Toasts }) {
  return (
    <div
      class="toasts"
      role="status"
      onMouseEnter={toasts.pause}
      onMouseLeave={toasts.resume}
      onFocusIn={toasts.pause}
      onFocusOut={toasts.resume}
    >
      {toasts.shown.value.map(({ id, text, action }) => (
        <div key={id} class="toast">
          <span>{text}</span>
          {action === undefined ? null : (
            <Button
              small
              onClick={() => {
                action.run()
                toasts.close(id)
              }}
            >
              {action.label}
            </Button>
          )}
          <IconButton icon="close" label={en.parts.close} onClick={() => toasts.close(id)} />
        </div>
      ))}
    </div>
  )
}
