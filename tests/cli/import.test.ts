import { chmod, mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type SampleParts, samples } from '../../src/garmin/testing/session-files.ts'
import type { Simulator } from '../../src/simulator/index.ts'
import { signIn } from '../../src/simulator/test-support.ts'
import { type CliResult, createShell, type Shell } from '../support/cli.ts'

let shell: Shell
afterEach(() => shell.close())

const consumer = { GARMINSYNC_OAUTH_CONSUMER: 'simulated-consumer:simulated-secret' }
const longAgo = new Date('2026-01-02T03:04:05Z')

/** Real tokens of the simulator, as another tool would hold them. */
async function partsOf(simulator: Simulator): Promise<SampleParts> {
  const { tokens } = await signIn(simulator)
  const { token, secret, mfaToken } = simulator.auth.issueOauth1(true)
  simulator.forget()
  return {
    access: tokens.access_token,
    refresh: tokens.refresh_token,
    clientId: 'GARMIN_CONNECT_MOBILE_ANDROID_DI_2025Q2',
    oauthToken: token,
    oauthSecret: secret,
    mfaToken,
    expiresAt: Math.floor(Date.now() / 1000) + 80_000,
  }
}

/** Writes the files as the other tool would; gives what `auth import` is told, and how to look whether they changed. */
async function laidOut(files: Readonly<Record<string, string>>) {
  const folder = join(shell.cwd, 'other-tool')
  await mkdir(folder)
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), content)
    await chmod(join(folder, name), 0o640)
    await utimes(join(folder, name), longAgo, longAgo)
  }
  const names = Object.keys(files)
  const look = async () =>
    Promise.all(
      (await readdir(folder)).sort().map(async (name) => {
        const { mtimeMs, mode } = await stat(join(folder, name))
        return { name, content: await readFile(join(folder, name), 'utf8'), mtimeMs, mode }
      }),
    )
  return { path: names.length === 1 ? join('other-tool', names[0] ?? '') : 'other-tool', look }
}

function expectNoSecret(parts: SampleParts, ...results: CliResult[]) {
  const secrets = [parts.access, parts.refresh, parts.oauthToken, parts.oauthSecret, parts.mfaToken ?? '-none-']
  for (const { stdout, stderr } of results)
    for (const secret of secrets) expect(`${stdout}${stderr}`).not.toContain(secret)
}

describe('auth import: token files of other tools are taken over, refreshed and used', () => {
  it.each(samples)('$name', async (sample) => {
    shell = await createShell()
    const { simulator } = shell
    const parts = await partsOf(simulator)
    const { path, look } = await laidOut(sample.files(parts))
    const before = await look()

    const taken = await shell.run(['auth', 'import', path])
    expect(taken.code, taken.stderr).toBe(0)
    expect(taken.stdout).toContain('Signed in as')
    expect(taken.stderr).toContain('log each other out')
    // Its bearer is good: it is used, and nothing is renewed.
    expect(simulator.requests.map(({ path }) => path)).toEqual(['/userprofile-service/socialProfile'])

    simulator.auth.expireAccessTokens()
    const renewed = await shell.run(['auth', 'refresh'], { env: sample.legacy ? consumer : {} })
    expect(renewed.code, renewed.stderr).toBe(0)
    const used = await shell.run(['sync', 'profile', '--full', '--json'], { env: consumer })
    expect(used.code, used.stderr).toBe(0)
    const door = sample.legacy ? '/oauth-service/oauth/exchange/user/2.0' : '/di-oauth2-service/oauth/token'
    expect(simulator.requests.filter(({ path }) => path === door)).toHaveLength(1)
    expect(simulator.violations).toEqual([])

    expect(await look()).toEqual(before)
    expectNoSecret(parts, taken, renewed, used)
  })

  it('an OAuth1 session without a consumer says how to configure one, and config.toml does', async () => {
    shell = await createShell()
    const { simulator } = shell
    const parts = await partsOf(simulator)
    simulator.auth.expireAccessTokens()
    const { path } = await laidOut(samples[3]?.files({ ...parts, expiresAt: 1 }) ?? {})
    const refused = await shell.run(['auth', 'import', path])
    expect(refused.code).toBe(4)
    expect(refused.stderr).toContain('oauth_consumer')
    await mkdir(shell.home, { recursive: true, mode: 0o700 })
    const toml = '[garmin]\noauth_consumer = { key = "simulated-consumer", secret = "simulated-secret" }\n'
    await writeFile(join(shell.home, 'config.toml'), toml, { mode: 0o600 })
    const taken = await shell.run(['auth', 'import', path])
    expect(taken.code, taken.stderr).toBe(0)
    simulator.auth.revokeOauth1()
    simulator.auth.expireAccessTokens()
    expect((await shell.run(['auth', 'refresh'])).code).toBe(4)
    const after = await shell.run(['auth', 'status'])
    expect(after.code).toBe(4)
    const shown = await shell.run(['config', 'show'], { env: consumer })
    expect(`${shown.stdout}${shown.stderr}`).not.toContain('simulated-secret')
  })

  it('takes a session from standard input', async () => {
    shell = await createShell()
    const parts = await partsOf(shell.simulator)
    const stdin = Object.values(samples[4]?.files(parts) ?? {})[0] ?? ''
    expect((await shell.run(['auth', 'import', '-'], { stdin })).code).toBe(0)
  })
})

describe('auth import: broken variants are refused with the reason, and change nothing', () => {
  it.each(samples)('$name', async (sample) => {
    shell = await createShell()
    const parts = await partsOf(shell.simulator)
    const [header, payload] = parts.access.split('.')
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
    const broken: [Partial<SampleParts>, string][] = [
      [{ access: `${header}.${payload}` }, 'unsigned or damaged'],
      [{ access: none }, 'unsigned or damaged'],
      sample.legacy
        ? [{ oauthSecret: '' }, '`oauth_token_secret` is missing']
        : [{ refresh: '' }, 'the refresh token is missing'],
    ]
    const folder = join(shell.cwd, 'broken')
    await mkdir(folder)
    const names = Object.keys(sample.files(parts))
    const path = names.length === 1 ? join('broken', names[0] ?? '') : 'broken'
    for (const [change, reason] of broken) {
      for (const [name, content] of Object.entries(sample.files({ ...parts, ...change })))
        await writeFile(join(folder, name), content)
      const refused = await shell.run(['auth', 'import', path])
      expect(refused.code).toBe(2)
      expect(refused.stderr).toContain(reason)
      expectNoSecret(parts, refused)
    }
    expect(shell.asked()).toBe(0)
    expect((await shell.run(['auth', 'status'])).code).toBe(4)
  })

  it('what is no file, no token folder, or no session says so', async () => {
    shell = await createShell()
    await mkdir(join(shell.cwd, 'empty'))
    await writeFile(join(shell.cwd, 'letter.txt'), 'Dear Sir or Madam!')
    for (const [path, reason] of [
      ['nowhere', 'ENOENT'],
      ['empty', 'no token file'],
      ['letter.txt', 'neither JSON'],
      [`{"di_token":"${'x'.repeat(5000)}"}`, 'not what it holds'],
    ]) {
      const refused = await shell.run(['auth', 'import', path ?? ''])
      expect(refused.code, path).toBe(2)
      expect(refused.stderr).toContain(reason)
      expect(refused.stderr).not.toContain('xxxxxxxxxx')
    }
    expect(shell.asked()).toBe(0)
  })
})

describe('auth export', () => {
  it('seals the session for another home, which takes it over with the passphrase', async () => {
    shell = await createShell({ mfa: 'none' })
    await shell.signIn()
    await writeFile(join(shell.cwd, 'passphrase'), 'correct horse battery\n')
    const args = ['--passphrase-file', 'passphrase']
    const out = await shell.run(['auth', 'export', '--output', 'session.json', ...args])
    expect(out.code, out.stderr).toBe(0)
    const file = join(shell.cwd, 'session.json')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const again = await shell.run(['auth', 'export', '--output', 'session.json', ...args])
    expect(again.code).toBe(2)
    expect(again.stderr).toContain('is there already')
    expect((await shell.run(['auth', 'export', '--passphrase-stdin'], { stdin: 'short\n' })).code).toBe(2)
    expect((await shell.run(['auth', 'export'])).code).toBe(4)

    const there = { GARMINSYNC_HOME: join(shell.cwd, 'elsewhere') }
    const wrong = await shell.run(['auth', 'import', 'session.json', '--passphrase-stdin'], {
      stdin: 'no\n',
      env: there,
    })
    expect(wrong.code).toBe(4)
    expect(wrong.stderr).toContain('passphrase does not open')
    const taken = await shell.run(['auth', 'import', 'session.json', ...args], { env: there })
    expect(taken.code, taken.stderr).toBe(0)
    expect((await shell.run(['auth', 'refresh'], { env: there })).code).toBe(0)
    const [request] = shell.simulator.requests.filter(({ path }) => path === '/di-oauth2-service/oauth/token')
    const secret = new URLSearchParams(request?.body ?? '').get('refresh_token') ?? '-none-'
    for (const text of [await readFile(file, 'utf8'), out.stdout, out.stderr, taken.stdout, taken.stderr])
      expect(text).not.toContain(secret)
  })
})
