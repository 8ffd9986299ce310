import { EventEmitter } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { connect, openApp } from '../../src/cli/connect.ts'
import { runCommandLine } from '../../src/cli/run.ts'
import { createSink } from '../../src/cli/testing/fake-runtime.ts'
import { type Clock, toInstant } from '../../src/domain/index.ts'
import { createSimulator, type Simulator, type SimulatorOptions } from '../../src/simulator/index.ts'
import { secretsOf } from './secrets.ts'

export interface CommandResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A person with an empty home and a simulated Garmin whose commands run in this process, by a clock of their own. */
export interface Commands {
  readonly simulator: Simulator
  readonly home: string
  /** Every secret that went over the wire so far, also before `forget`. */
  secrets(): string[]
  /** Garmin's clock and ours. */
  readonly pass: (ms: number) => void
  /** A command line as typed, without a terminal; standard input is empty unless it is given. */
  run(args: readonly string[], options?: { stdin?: string; env?: Record<string, string> }): Promise<CommandResult>
  /** Signs in with the password, and with the code where one is wanted. */
  signIn(): Promise<void>
  close(): Promise<void>
}

export async function createCommands(options: SimulatorOptions = {}): Promise<Commands> {
  let aheadMs = 0
  const clock: Clock = () => toInstant(Date.now() + aheadMs)
  const simulator = await createSimulator({ years: 1, clock, ...options })
  const folder = await mkdtemp(join(tmpdir(), 'garminsync-commands-'))
  const home = join(folder, 'home')
  await mkdir(home, { mode: 0o700 })
  const settings = { GARMINSYNC_HOME: home, GARMINSYNC_GARMIN_ORIGIN: simulator.origin, GARMINSYNC_PACE: 'off' }
  const seen = new Set<string>()
  const secrets = () => {
    for (const secret of secretsOf({ simulator })) seen.add(secret)
    return [...seen]
  }
  const run: Commands['run'] = async (args, { stdin = '', env = {} } = {}) => {
    const [stdout, stderr] = [createSink(), createSink()]
    const terminal = {
      stdin: Readable.from([Buffer.from(stdin)]),
      stdout,
      stderr,
      env: { ...settings, ...env },
      cwd: folder,
      startDetached: () => {
        throw new Error('nothing is left to run by itself here')
      },
      openInBrowser: null,
    }
    const code = await runCommandLine(args, {
      terminal,
      prompts: null,
      clock,
      signals: new EventEmitter(),
      endNow: () => undefined,
      connect,
      openApp,
    })
    secrets()
    return { code, stdout: stdout.text(), stderr: stderr.text() }
  }
  return {
    simulator,
    home,
    secrets,
    pass: (ms) => {
      aheadMs += ms
    },
    run,
    signIn: async () => {
      const login = ['auth', 'login', '--email', simulator.email, '--password-stdin']
      const first = await run(login, { stdin: simulator.password })
      const last = first.code === 5 ? await run(['auth', 'mfa', simulator.inbox.at(-1)?.code ?? '']) : first
      if (last.code !== 0) throw new Error(`could not sign in: ${last.stderr}`)
      simulator.forget()
    },
    close: async () => {
      await simulator.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
