import { useId } from 'preact/hooks'
import { type CodeKind, toCode } from './code.ts'
import { FieldError } from './field.tsx'
import './code-field.css'
import './field.css'

export interface CodeFieldProps {
  readonly label: string
  /** Default: 6. */
  readonly length?: number
  /** Default: digits. */
  readonly kind?: CodeKind
  readonly value: string
  readonly onInput: (value: string) => void
  /** The last place was filled: send it. */
  readonly onComplete: (value: string) => void
  readonly error?: string | null
  readonly disabled?: boolean
}

/** One real input under cells that are only drawn: paste, autofill and screen readers meet an ordinary field. */
export function CodeField(props: CodeFieldProps) {
  const { label, length = 6, kind = 'digits', value, error = null } = props
  const id = useId()
  const take = (text: string) => {
    const code = toCode(text, kind, length)
    props.onInput(code)
    if (code.length === length && code !== value) props.onComplete(code)
    return code
  }
  return (
    <div class="code-field" data-wrong={error !== null}>
      <label for={id} class="unseen">
        {label}
      </label>
      <div class="code-box">
        <input
          id={id}
          value={value}
          disabled={props.disabled}
          inputmode={kind === 'digits' ? 'numeric' : 'text'}
          autocomplete={kind === 'digits' ? 'one-time-code' : 'off'}
          autocapitalize={kind === 'digits' ? 'none' : 'characters'}
          spellcheck={false}
          aria-invalid={error === null ? undefined : 'true'}
          aria-describedby={error === null ? undefined : `${id}-error`}
          onInput={(event) => {
            // What does not belong to a code is taken out of the input as well.
            event.currentTarget.value = take(event.currentTarget.value)
          }}
        />
        <div class="code-cells" aria-hidden="true">
          {Array.from({ length }, (_, at) => (
            <span key={at} data-next={at === Math.min(value.length, length - 1)}>
              {value[at] ?? ''}
            </span>
          ))}
        </div>
      </div>
      {error === null ? null : <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}
