import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Shell } from './cli.ts'

/** Where a secret stands in what went over the wire, in either direction. */
const marks = [
  /(?:refresh_token|service_ticket|_csrf|logintoken)=([^&\s"']+)/g,
  /"(?:access_token|refresh_token|serviceTicketId)":\s*"([^"]+)"/g,
  /ticket=(ST-[^&\s"'<\\]+)/g,
  /name="_csrf"\s+value="([^"]+)"/g,
]

/**
 * What must never be seen: the password, and every token, ticket, form token and session cookie that went over the wire,
 * whether it was sent, answered, or answered and never used.
 */
export function secretsOf({ simulator }: Pick<Shell, 'simulator'>): string[] {
  const found = new Set<string>([simulator.password])
  for (const { headers, body, answer, query } of simulator.requests) {
    const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]
    if (bearer !== undefined) found.add(bearer)
    for (const cookie of (headers.cookie ?? '').split('; '))
      if (/^(SESSION|CASTGC)=/.test(cookie)) found.add(cookie.slice(cookie.indexOf('=') + 1))
    for (const text of [body ?? '', answer ?? '', new URLSearchParams(query).toString()])
      for (const mark of marks) for (const match of text.matchAll(mark)) found.add(decodeURIComponent(match[1] ?? ''))
  }
  return [...found].filter((secret) => secret.length >= 8)
}

export interface FileSeen {
  readonly path: string
  readonly isFile: boolean
  readonly mode: number
}

/** A folder with everything in it. */
export function walk(folder: string): FileSeen[] {
  const { mode } = statSync(folder)
  return [
    { path: folder, isFile: false, mode },
    ...readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? walk(path) : [{ path, isFile: true, mode: statSync(path).mode }]
    }),
  ]
}

/** Collects the argument lists of all processes until it is stopped. */
export function watchArguments(): { stop(): string } {
  const argv = new Set<string>()
  const timer = setInterval(() => {
    // Only Linux shows them so; elsewhere the rest of the test stands.
    for (const pid of existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : []) {
      try {
        argv.add(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
      } catch {
        // It has ended meanwhile.
      }
    }
  }, 50)
  return {
    stop: () => {
      clearInterval(timer)
      return [...argv].join('\n')
    },
  }
}

/** Looks for each secret, whole and as its first half, in each text by name and in every file of the folders. */
export function expectNoSecret(
  secrets: readonly string[],
  texts: Readonly<Record<string, string>>,
  folders: readonly string[],
): void {
  const files = folders.flatMap(walk).filter(({ isFile }) => isFile)
  const contents = files.map(({ path }) => [path, readFileSync(path)] as const)
  for (const secret of secrets) {
    // A text that was cut short is no better.
    const parts = secret.length >= 40 ? [secret, secret.slice(-Math.ceil(secret.length / 2))] : [secret]
    for (const part of parts) {
      const shown = `${secret.slice(0, 3)}…`
      for (const [name, text] of Object.entries(texts)) expect(text.includes(part), `${shown} in ${name}`).toBe(false)
      for (const [path, bytes] of contents) expect(bytes.includes(part), `${shown} in ${path}`).toBe(false)
    }
  }
}
