import { createHmac } from 'node:crypto'

/** RFC 6238: a code each half minute, six digits of HMAC-SHA1. */
const stepMs = 30_000
/** Clocks go wrong by a step either way (RFC 6238, 5.2). */
const drift = 1
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Base32 as authenticator apps take it, without padding. */
export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

/** Whether an app would take it: at least the 80 bits that apps expect. */
export function isAuthenticatorSecret(text: string): boolean {
  return /^[A-Z2-7]{16,128}$/.test(text)
}

/** What an authenticator app with this secret shows at that moment, UTC milliseconds. */
export function authenticatorCode(secret: string, at: number): string {
  return codeOfStep(secret, Math.floor(at / stepMs))
}

/** The steps whose code is good at that moment, oldest first. */
export function stepsAt(at: number): readonly number[] {
  const step = Math.floor(at / stepMs)
  return Array.from({ length: 2 * drift + 1 }, (_, index) => step - drift + index)
}

/** RFC 4226, 5.3 and 5.4. */
export function codeOfStep(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

function fromBase32(text: string): Uint8Array {
  const bits = [...text].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
