import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createSimulator, type Simulator, type SimulatorOptions } from '../../src/simulator/index.ts'

/** The command as it is published; `npm test` builds it first. */
export const binary = fileURLToPath(new URL('../../dist/garminsync.js', import.meta.url))

export interface CliResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface CliOptions {
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
}

/** A person at a shell of their own: an empty home folder, a simulated Garmin, and the built command. */
export interface Shell {
  readonly simulator: Simulator
  readonly home: string
  /** The folder in which commands run; a file that they leave is gone after `close`. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Runs `garminsync …` to its end. Standard input is empty unless it is given. */
  run(args: readonly string[], options?: CliOptions): Promise<CliResult>
  /** Starts it and does not wait. */
  start(
    args: readonly string[],
    options?: CliOptions,
  ): { readonly child: ChildProcess; readonly ended: Promise<CliResult> }
  /** Runs lines as bash does, `garminsync` on the path. */
  bash(script: string): Promise<CliResult>
  /** The code that Garmin sent last. */
  code(): string
  /** Signs in with the password and the code that arrives, in two processes. */
  signIn(): Promise<void>
  /** Requests that reached Garmin since the last call. */
  asked(): number
  close(): Promise<void>
}

export async function createShell(options: SimulatorOptions = {}): Promise<Shell> {
  const simulator = await createSimulator({ years: 1, ...options })
  const folder = await mkdtemp(join(tmpdir(), 'garminsync-shell-'))
  const [home, cwd, bin] = ['home', 'cwd', 'bin'].map((name) => join(folder, name)) as [string, string, string]
  await Promise.all([mkdir(cwd), mkdir(bin)])
  await writeFile(join(bin, 'garminsync'), `#!/bin/sh\nexec "${process.execPath}" "${binary}" "$@"\n`)
  await chmod(join(bin, 'garminsync'), 0o755)
  const env = {
    PATH: `${bin}:${process.env.PATH ?? ''}`,
    HOME: folder,
    GARMINSYNC_HOME: home,
    GARMINSYNC_GARMIN_ORIGIN: simulator.origin,
    GARMINSYNC_PACE: 'off',
  }
  const begin = (file: string, args: readonly string[], { stdin = '', env: more = {} }: CliOptions = {}) => {
    const child = spawn(file, args, { cwd, env: { ...env, ...more } })
    child.stdin.on('error', () => {
      // It may end without reading what it was given.
    })
    child.stdin.end(stdin)
    return { child, ended: outcome(child) }
  }
  const start: Shell['start'] = (args, more) => begin(process.execPath, [binary, ...args], more)
  const run: Shell['run'] = (args, more) => start(args, more).ended
  const code = () => simulator.inbox.at(-1)?.code ?? 'none'
  return {
    simulator,
    home,
    cwd,
    env,
    start,
    run,
    bash: (script) => begin('bash', ['-euo', 'pipefail', '-c', script]).ended,
    code,
    signIn: async () => {
      const login = ['auth', 'login', '--email', simulator.email, '--password-stdin']
      const first = await run(login, { stdin: `${simulator.password}\n` })
      const last = first.code === 5 ? await run(['auth', 'mfa', code()]) : first
      if (last.code !== 0) throw new Error(`could not sign in: ${last.stderr}`)
      simulator.forget()
    },
    asked: () => {
      const count = simulator.requests.length
      simulator.forget()
      return count
    },
    close: async () => {
      await simulator.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function outcome(child: ChildProcess): Promise<CliResult> {
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8')
    child[name]?.on('data', (chunk: string) => {
      texts[name] += chunk
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, ...texts }))
  })
}
