import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exitCodeMeanings } from '../../src/domain/index.ts'
import { createShell, type Shell } from '../support/cli.ts'

const page = readFileSync(new URL('../../docs/quickstart.md', import.meta.url), 'utf8')
const blocks = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map((match) => match[1] ?? '')

describe('docs/quickstart.md for the CLI, run by a test exactly as typed', () => {
  let shell: Shell
  beforeAll(async () => {
    // A person without two-factor sign-in whose address and password are given by the environment: nothing waits for input.
    shell = await createShell({ mfa: 'none' })
    await writeFile(join(shell.cwd, 'password'), `${shell.simulator.password}\n`)
  })
  afterAll(() => shell.close())

  it('has commands to run', () => {
    expect(blocks.length).toBeGreaterThan(8)
  })

  it.each(blocks.map((block) => [block.trim()]))('%s', async (block) => {
    const person = `export GARMINSYNC_EMAIL='${shell.simulator.email}' GARMINSYNC_PASSWORD_FILE=password\n`
    const ran = await shell.bash(person + block)
    expect(ran, ran.stderr).toMatchObject({ code: 0 })
  })

  it('lists the exit codes as they are', () => {
    for (const [code, meaning] of Object.entries(exitCodeMeanings)) expect(page).toContain(`| ${code} | ${meaning} |`)
  })
})
