import { isId64 } from './ids.ts'

/** Who may use a server that others can reach: e-mail addresses of Garmin accounts, and account numbers. */
export interface AllowList {
  allowsEmail(email: string): boolean
  /** False for an account that is known by its e-mail only: who comes without one is told apart by the number. */
  allowsUser(userId: string): boolean
}

/** Reads `lena@example.com, 70010001`; null where an entry is neither an address nor a number, or there is none. */
export function parseAllowList(text: string): AllowList | null {
  const entries = text
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '')
  if (entries.length === 0 || !entries.every((entry) => isId64(entry) || /^[^\s@]+@[^\s@]+$/.test(entry))) return null
  const known = new Set(entries)
  return {
    allowsEmail: (email) => known.has(email.trim().toLowerCase()),
    allowsUser: (userId) => known.has(userId),
  }
}
