import { createInterface } from 'node:readline'
import { createApp } from '../../src/app/index.ts'
import { systemClock, toInstant } from '../../src/domain/index.ts'

/**
 * The whole program in a process of its own, with a clock that the test moves on: each line of standard input is how far
 * it is ahead, in milliseconds, and has the account's token used at once. With `serve` the use comes over its socket.
 */
const serves = process.argv[2] === 'serve'
let aheadMs = 0
const app = await createApp({
  env: process.env,
  home: null,
  version: '0.0.0-test',
  clock: () => toInstant(systemClock() + aheadMs),
})
const server = serves ? await app.serve({ host: '127.0.0.1', port: 0 }) : null
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`)

async function use(): Promise<unknown> {
  const headers = { authorization: `Bearer ${await app.openSession(null)}`, 'content-type': 'application/json' }
  const base = server?.url ?? 'http://localhost'
  const request = new Request(`${base}/api/v1/auth/token/refresh`, { method: 'POST', headers, body: '{}' })
  const answer = server === null ? await app.fetch(request) : await fetch(request)
  const { expires_in, code } = (await answer.json()) as { expires_in?: number; code?: string }
  return { status: answer.status, expires_in, code }
}

say({ ready: true })
for await (const line of createInterface({ input: process.stdin })) {
  aheadMs = Number(line)
  say(await use())
}
await server?.close()
await app.close()
