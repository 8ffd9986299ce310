import { EventEmitter } from 'node:events'
import { PassThrough, Readable, Writable } from 'node:stream'
import type { Client } from '../../contract/index.ts'
import { type ExitCode, toInstant } from '../../domain/index.ts'
import type { App, Connection, ConnectOptions } from '../connect.ts'
import type { Prompts } from '../prompts.ts'
import { runCommandLine } from '../run.ts'
import type { InStream, OutStream } from '../terminal.ts'

/** A stream that keeps what is written to it, as a terminal of 80 columns or as a pipe. */
export function createSink(isTTY = false): OutStream & { text(): string; bytes(): Buffer } {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer | string, _encoding, done) {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  const bytes = () => Buffer.concat(chunks)
  return Object.assign(stream, { isTTY, columns: 80, bytes, text: () => bytes().toString('utf8') })
}

export interface FakeWorld {
  /** The operations that the command is expected to use; every other one fails the test. */
  readonly client?: Partial<Client>
  readonly app?: Partial<App>
  readonly env?: Readonly<Record<string, string>>
  /** What is on standard input; left out, it stays open and silent. */
  readonly stdin?: string
  readonly outIsTTY?: boolean
  readonly errIsTTY?: boolean
  readonly server?: string
  readonly cwd?: string
  readonly signals?: EventEmitter
  /** What an address does that is shown in the person's browser. Left out, there is no desktop. */
  readonly openInBrowser?: (url: string) => void
  /** Left out, nobody can be asked. */
  readonly prompts?: Prompts
}

export interface Ran {
  readonly code: ExitCode
  readonly stdout: string
  readonly stderr: string
  readonly bytes: Buffer
  /** How it connected, in order; empty where nothing was opened. */
  readonly connected: readonly ConnectOptions[]
  readonly signedIn: readonly unknown[]
  readonly detached: readonly (readonly string[])[]
  /** Codes with which it wanted to end without waiting. */
  readonly endedNow: readonly ExitCode[]
}

/** 2026-02-03, noon in UTC. */
export const testNow = toInstant(Date.UTC(2026, 1, 3, 12))

/** Runs a command line as the program does, against a client that a test makes up. */
export async function runFake(line: string, world: FakeWorld = {}): Promise<Ran> {
  return runFakeArgs(line === '' ? [] : line.split(' '), world)
}

export async function runFakeArgs(args: readonly string[], world: FakeWorld = {}): Promise<Ran> {
  const stdout = createSink(world.outIsTTY)
  const stderr = createSink(world.errIsTTY)
  const stdin: InStream = world.stdin === undefined ? new PassThrough() : Readable.from([Buffer.from(world.stdin)])
  const connected: ConnectOptions[] = []
  const signedIn: unknown[] = []
  const detached: (readonly string[])[] = []
  const endedNow: ExitCode[] = []
  const code = await runCommandLine(args, {
    terminal: {
      stdin,
      stdout,
      stderr,
      env: world.env ?? {},
      cwd: world.cwd ?? '/nowhere',
      startDetached: (started) => {
        detached.push(started)
      },
      openInBrowser: world.openInBrowser ?? null,
    },
    prompts: world.prompts ?? null,
    clock: () => testNow,
    signals: world.signals ?? new EventEmitter(),
    endNow: (now) => {
      endedNow.push(now)
    },
    connect: async (options) => {
      connected.push(options)
      return fakeConnection(world, signedIn)
    },
    openApp: async () => ({ close: async () => {}, ...world.app }) as App,
  })
  return {
    code,
    stdout: stdout.text(),
    stderr: stderr.text(),
    bytes: stdout.bytes(),
    connected,
    signedIn,
    detached,
    endedNow,
  }
}

function fakeConnection(world: FakeWorld, signedIn: unknown[]): Connection {
  const client = new Proxy(world.client ?? {}, {
    get(operations, name) {
      if (Reflect.has(operations, name)) return Reflect.get(operations, name)
      throw new Error(`the command was not expected to use ${String(name)}`)
    },
  })
  return {
    client: client as Client,
    server: world.server ?? null,
    signedIn: async (session) => {
      signedIn.push(session)
    },
    signedOut: async () => {
      signedIn.push(null)
    },
    close: async () => {},
  }
}
