import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { en } from '../words/en.ts'
import { Button } from './button.tsx'
import './dialog.css'

export interface DialogProps {
  /** Names what is erased or ended, and whose. */
  readonly title: string
  readonly children?: ComponentChildren
  /** What the pressed button does: `End this session`. */
  readonly confirm: string
  readonly busy?: string | null
  /** Filled in red: what is erased does not come back. */
  readonly danger?: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks before erasing and ending. The native dialog keeps focus within and gives it back. Mounted = open. */
export function Dialog({ title, children, confirm, busy = null, danger = false, onConfirm, onClose }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    // Closed, not only removed, so that the focus returns to where it was.
    return () => shown?.close()
  }, [])
  return (
    <dialog class="dialog" ref={dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      <div class="dialog-body">{children}</div>
      <div class="dialog-actions">
        <Button onClick={onClose}>{en.parts.cancel}</Button>
        <span data-danger={danger}>
          <Button kind={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </span>
      </div>
    </dialog>
  )
}
