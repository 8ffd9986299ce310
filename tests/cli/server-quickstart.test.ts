import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createShell, type Shell } from '../support/cli.ts'

const page = readFileSync(new URL('../../docs/server.md', import.meta.url), 'utf8')
const blocks = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map((match) => match[1]?.trim() ?? '')
/** What differs from one server and one sign-in to the next; everything else is run as it stands. */
const address = 'http://127.0.0.1:8787'
const code = '123456'

describe('docs/server.md, typed as written at another place than the server', () => {
  let server: Shell
  let person: Shell
  let url = ''
  let end = async () => {}
  beforeAll(async () => {
    // Slow enough that a run can be cancelled while it is under way.
    server = await createShell({ latencyMs: 15 })
    person = await createShell()
    await writeFile(join(person.cwd, 'password'), `${server.simulator.password}\n`)
    const serving = server.start(['serve', '--port', '0', '--json'])
    const { value } = await createInterface({ input: serving.child.stdout! })[Symbol.asyncIterator]().next()
    url = (JSON.parse(value) as { url: string }).url
    end = async () => {
      serving.child.kill('SIGTERM')
      await serving.ended
    }
  })
  afterAll(async () => {
    await end()
    await person.close()
    await server.close()
  })

  it('goes from signing in to signing out, and the pages say what happens', async () => {
    const typed = [`export GARMINSYNC_EMAIL='${server.simulator.email}' GARMINSYNC_PASSWORD_FILE=password`]
    const ran: string[] = []
    let ended = ''
    for (const block of blocks) {
      const here = block.replaceAll(address, url).replaceAll(code, server.code())
      // What is exported holds for the blocks that follow, as it does for a person.
      const done = await person.bash([...typed, here].join('\n'))
      if (here.startsWith('export')) typed.push(here)
      expect([block, done.code, done.stderr]).toEqual([block, block === 'garminsync auth login' ? 5 : 0, done.stderr])
      ran.push(done.stdout + done.stderr)
      // Its next item is a moment away.
      while (block.includes('sync cancel') && !/cancelled|completed|failed/.test(ended)) {
        const { stdout } = await person.run(['sync', 'list', '--limit', '1', '--json'], {
          env: { GARMINSYNC_SERVER: url },
        })
        ended = (JSON.parse(stdout) as { status: string }[])[0]?.status ?? ''
      }
    }
    const saying = (command: string) => ran[blocks.findIndex((block) => block.includes(command))] ?? ''
    expect(saying('auth mfa')).toContain('Signed in')
    expect(saying('sync watch')).toMatch(/completed|Synced/)
    expect(saying('sync cancel')).toContain('stops at its next item')
    expect(ended).toBe('cancelled')
    expect(saying('activities list')).toMatch(/\d{4}-\d{2}-\d{2}/)
    // Nothing of it was asked from here, and the session is over.
    expect(person.asked()).toBe(0)
    const after = await person.run(['status'], { env: { GARMINSYNC_SERVER: url } })
    expect(after.code).toBe(4)
  }, 120_000)
})
