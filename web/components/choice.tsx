import { useId } from 'preact/hooks'
import './choice.css'

export interface Option<Value extends string> {
  readonly value: Value
  readonly label: string
}

export interface ChoiceProps<Value extends string> {
  /** What is chosen, for who does not see the group. */
  readonly label: string
  readonly options: readonly Option<Value>[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** Two to seven options that exclude each other. Radio buttons beneath: arrows move, one tab stop. */
export function Choice<Value extends string>({ label, options, value, onChange }: ChoiceProps<Value>) {
  const name = useId()
  return (
    <fieldset class="choice">
      <legend class="unseen">{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
