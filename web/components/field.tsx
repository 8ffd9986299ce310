import { type ComponentChildren, createElement, type TargetedEvent } from 'preact'
import { useId, useState } from 'preact/hooks'
import { en } from '../words/en.ts'
import { Icon } from './icon.tsx'
import './field.css'

export interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onInput: (value: string) => void
  /** `password` has a button that shows it. Default: text. */
  readonly type?: 'text' | 'email' | 'password' | 'search' | 'date' | 'number' | 'url'
  /** What the browser may fill in: `username`, `current-password`, `one-time-code`. Default: off. */
  readonly autocomplete?: string
  readonly hint?: ComponentChildren
  /** Why it was not taken; null or left out = nothing is wrong. */
  readonly error?: string | null
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly required?: boolean
  /** Several lines. */
  readonly rows?: number
  /** The label is for those who do not see the field's place, as of a search field. */
  readonly labelUnseen?: boolean
  readonly name?: string
}

/** One value that a person types: its label above, what helps below, what is wrong below that. */
export function Field(props: FieldProps) {
  const { label, value, onInput, type = 'text', hint, error = null, labelUnseen = false } = props
  const id = useId()
  const [shown, setShown] = useState(false)
  const about = [hint === undefined ? '' : `${id}-hint`, error === null ? '' : `${id}-error`].filter(Boolean).join(' ')
  const take = (event: TargetedEvent<HTMLInputElement | HTMLTextAreaElement>) => onInput(event.currentTarget.value)
  const shared = {
    id,
    name: props.name,
    value,
    placeholder: props.placeholder,
    disabled: props.disabled,
    required: props.required,
    autocomplete: props.autocomplete ?? 'off',
    autocapitalize: 'none' as const,
    spellcheck: false,
    'aria-invalid': error === null ? undefined : ('true' as const),
    'aria-describedby': about === '' ? undefined : about,
  }
  return (
    <div class="field" data-wrong={error !== null}>
      <label for={id} class={labelUnseen ? 'unseen' : undefined}>
        {label}
      </label>
      <div class="field-box">
        {props.rows === undefined ? (
          // Not JSX: its types want the kind of an input to be known when it is written.
          createElement('input', { ...shared, type: shown ? 'text' : type, onInput: take })
        ) : (
          <textarea {...shared} rows={props.rows} onInput={take} />
        )}
        {type === 'password' ? (
          <button type="button" class="field-show" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? en.parts.hide : en.parts.show}
            <span class="unseen"> {label}</span>
          </button>
        ) : null}
      </div>
      {hint === undefined ? null : (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error === null ? null : <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}

/** What is wrong with a field: an icon and words, told when it appears. */
export function FieldError({ id, children }: { id: string; children: ComponentChildren }) {
  return (
    <p class="field-error" id={id} role="alert">
      <Icon name="failed" />
      <span>{children}</span>
    </p>
  )
}
