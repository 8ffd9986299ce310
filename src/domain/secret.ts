/** The text that stands for a secret wherever one could be seen. */
export const redacted = '[redacted]'

/**
 * A value that must not be seen. Every way of turning it into text gives `[redacted]`; only the code that sends or
 * seals it calls `open()`.
 */
export class Secret {
  readonly #value: string
  constructor(value: string) {
    this.#value = value
  }
  open(): string {
    return this.#value
  }
  toString(): string {
    return redacted
  }
  toJSON(): string {
    return redacted
  }
  get [Symbol.toStringTag](): string {
    return redacted
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return redacted
  }
}
