import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { createShell, type Shell } from '../support/cli.ts'

let shell: Shell
afterEach(() => shell.close())

const oldKey = { GARMINSYNC_SECRET_KEY: 'a'.repeat(64) }
const newKey = { GARMINSYNC_SECRET_KEY: 'b'.repeat(64) }

async function everyByte(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return (await Promise.all(files.map((file) => readFile(file, 'latin1')))).join('\n')
}

it('key rotation and a lost key: doctor says what happened, nothing readable leaks, nothing but sign-in is lost', async () => {
  shell = await createShell({ mfa: 'none' })
  const { simulator } = shell
  const login = ['auth', 'login', '--email', simulator.email, '--password-stdin']
  const stdin = `${simulator.password}\n`
  expect((await shell.run(login, { stdin, env: oldKey })).code).toBe(0)
  expect((await shell.run(['sync', '--from', '-3d'], { env: oldKey })).code).toBe(0)
  const looking = [
    ['activities', 'list', '--json'],
    ['health', 'show', '-1d', '--json'],
    ['coverage', '--json'],
    ['sync', 'list', '--json'],
    ['workouts', 'list', '--json'],
  ]
  const see = async (env: Record<string, string>) => {
    const seen = []
    for (const args of looking) seen.push(await shell.run(args, { env }))
    return seen
  }
  const before = await see(oldKey)
  for (const { code, stderr } of before) expect(code, stderr).toBe(0)
  const secrets = simulator.requests.flatMap(
    ({ headers }) => /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? [],
  )
  expect(secrets.length).toBeGreaterThan(0)
  shell.asked()

  // Everything that was fetched is there as before, and the rest says what happened.
  expect((await see(newKey)).map(({ stdout }) => stdout)).toEqual(before.map(({ stdout }) => stdout))
  const doctor = await shell.run(['doctor'], { env: newKey })
  expect(doctor.code).toBe(9)
  const said = doctor.stdout + doctor.stderr
  expect(said).toContain('is sealed with another key; the key in use comes from GARMINSYNC_SECRET_KEY')
  expect(said).toContain('garminsync auth login')
  const refused = [
    await shell.run(['sync'], { env: newKey }),
    await shell.run(['auth', 'refresh'], { env: newKey }),
    await shell.run(['auth', 'status'], { env: newKey }),
    await shell.run(['auth', 'export', '--passphrase-stdin'], { env: newKey, stdin: 'correct horse\n' }),
  ]
  for (const { code, stderr } of refused) {
    expect(code, stderr).toBe(4)
    expect(stderr).toContain('The stored sign-in cannot be opened')
  }
  expect((await shell.run(['status'], { env: newKey })).code).toBe(0)
  expect(shell.asked()).toBe(0)
  const everything = (await everyByte(shell.home)) + JSON.stringify(refused) + said
  for (const secret of secrets) expect(everything).not.toContain(secret)

  // The old key back: nothing was harmed.
  expect((await shell.run(['auth', 'refresh'], { env: oldKey })).code).toBe(0)
  // Or a new sign-in, which heals it.
  expect((await shell.run(login, { stdin, env: newKey })).code).toBe(0)
  expect((await shell.run(['auth', 'refresh'], { env: newKey })).code).toBe(0)
  expect((await shell.run(['doctor'], { env: newKey })).stdout).toContain('signed in')
  expect((await see(newKey)).map(({ stdout }) => stdout)).toEqual(before.map(({ stdout }) => stdout))
})

it('a code that was waiting under the lost key does not get in the way of a new sign-in', async () => {
  shell = await createShell()
  const { email, password } = shell.simulator
  const login = ['auth', 'login', '--email', email, '--password-stdin']
  expect((await shell.run(login, { stdin: password, env: oldKey })).code).toBe(5)
  expect((await shell.run(['auth', 'mfa', shell.code()], { env: newKey })).code).toBe(4)
  expect((await shell.run(login, { stdin: password, env: newKey })).code).toBe(5)
  expect((await shell.run(['auth', 'mfa', shell.code()], { env: newKey })).code).toBe(0)
})
