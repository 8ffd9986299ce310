import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, createApp } from '../../src/app/index.ts'
import { catalogue } from '../../src/cli/catalogue.ts'
import { type Commands, createCommands } from '../support/commands.ts'

/** Why a command is not run both ways here. */
const apart: Readonly<Record<string, string>> = {
  'auth login': 'opens the session that the others ask with',
  'auth mfa': 'the second half of a sign-in',
  'auth import': 'signs in',
  'auth export': 'for the owner of the home alone',
  'auth pair': 'a code is new every time, and its link leads to the server',
  'auth logout': 'ends the session; run last',
  'auth refresh': 'renews at Garmin',
  sync: 'run by its dry run below',
  'sync watch': 'the run has ended',
  'sync cancel': 'there is nothing to cancel',
}

describe('a command with --server prints what it prints in process', () => {
  let commands: Commands
  let app: App
  let server: { url: string; close(): Promise<void> }
  let elsewhere: string
  const known: Record<string, string> = {}

  beforeAll(async () => {
    commands = await createCommands({ years: 1, mfa: 'none' })
    await commands.signIn()
    const ran = await commands.run(['sync', '--from', '-20d', '--json'])
    if (ran.code !== 0) throw new Error(ran.stderr)
    known.job = JSON.parse(ran.stdout).job_id
    const items = async (args: string[]) => JSON.parse((await commands.run([...args, '--json'])).stdout)
    known.activity = (await items(['activities', 'list', '--limit', 'all'])).find(
      (one: { has_original: boolean }) => one.has_original,
    ).activity_id
    known.workout = (await items(['workouts', 'list']))[0].workout_id
    known.user = (await items(['auth', 'list']))[0].user_id
    const env = {
      GARMINSYNC_HOME: commands.home,
      GARMINSYNC_GARMIN_ORIGIN: commands.simulator.origin,
      GARMINSYNC_PACE: 'off',
    }
    app = await createApp({
      env,
      home: commands.home,
      version: '0.0.0-test',
      wait: (_ms, signal) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
      runsJobs: false,
    })
    server = await app.serve({ host: '127.0.0.1', port: 0 })
    // Another machine: a home of its own, in which only the session with the server is kept.
    elsewhere = join(commands.home, '..', 'elsewhere')
    await mkdir(elsewhere, { mode: 0o700 })
    const { email, password } = commands.simulator
    const signedIn = await remote(['auth', 'login', '--email', email, '--password-stdin'], password)
    if (signedIn.code !== 0) throw new Error(signedIn.stderr)
  })
  afterAll(async () => {
    await server.close()
    await app.close()
    await commands.close()
  })

  const remote = (args: readonly string[], stdin = '') =>
    commands.run([...args, '--server', server.url], { stdin, env: { GARMINSYNC_HOME: elsewhere } })

  const lines: readonly (readonly string[])[] = [
    ['auth', 'list'],
    ['auth', 'switch', '<user>'],
    ['sync', '--dry-run', '--full'],
    ['sync', 'status', '<job>'],
    ['sync', 'list'],
    ['coverage'],
    ['coverage', 'sleep', '--gaps'],
    ['activities', 'list', '--limit', 'all'],
    ['activities', 'list', '--limit', '3', '--type', 'running'],
    ['activities', 'show', '<activity>'],
    ['activities', 'show', '999'],
    ['activities', 'file', '<activity>'],
    ['activities', 'laps', '<activity>'],
    ['activities', 'streams', '<activity>'],
    ['health', 'show'],
    ['health', 'show', '-5d'],
    ['health', 'show', '2026-02-30'],
    ['health', 'hours', 'heart_rate', '--from', '-10d'],
    ['health', 'hours', 'tides'],
    ['workouts', 'list'],
    ['workouts', 'show', '<workout>'],
    ['workouts', 'show', '1'],
  ]

  test.each(lines.flatMap((line) => [[line.join(' ')], [`${line.join(' ')} --json`]]))('%s', async (line) => {
    const args = line.split(' ').map((word) => word.replace(/^<(\w+)>$/, (_, name) => known[name] ?? ''))
    const here = await commands.run(args)
    const there = await remote(args)
    // A file is checked when a process first shows it.
    const plain = (text: string) =>
      text.replace(/"instance":"[\w-]+"/, '"instance":""').replace(/("verified_at": ")[^"]+/, '$1')
    expect([there.code, plain(there.stdout), plain(there.stderr)]).toEqual([
      here.code,
      plain(here.stdout),
      plain(here.stderr),
    ])
  })

  test('auth status and status tell the same but for the session that asks', async () => {
    for (const args of [
      ['auth', 'status', '--json'],
      ['status', '--json'],
    ]) {
      const [here, there] = [await commands.run(args), await remote(args)]
      expect([here.code, there.code]).toEqual([0, 0])
      expect(Object.keys(JSON.parse(there.stdout))).toEqual(Object.keys(JSON.parse(here.stdout)))
    }
  })

  test('every command that works with --server is among them, or said to be apart', async () => {
    const covered = new Set([...lines.map(named), 'auth status', 'status', ...Object.keys(apart)])
    for (const { path, load, hidden } of catalogue)
      if (hidden !== true && (await load()).command.localOnly !== true) expect(covered).toContain(path.join(' '))
  })

  test('signing out there ends that session and leaves this machine alone', async () => {
    expect((await remote(['auth', 'logout'])).code).toBe(0)
    expect((await remote(['activities', 'list'])).code).toBe(4)
    expect((await commands.run(['auth', 'status'])).code).toBe(0)
  })

  function named(line: readonly string[]): string {
    const found = catalogue.filter(({ path }) => path.every((word, at) => line[at] === word))
    return (found.sort((a, b) => b.path.length - a.path.length)[0]?.path ?? []).join(' ')
  }
})
