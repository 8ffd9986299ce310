import { spawn } from 'node:child_process'
import { type Clock, type ExitCode, exitCodes, Failure, fail, systemClock, toFailure } from '../domain/index.ts'
import type { Command } from './command.ts'
import type { App, Connection, ConnectOptions } from './connect.ts'
import { hasDesktop, openInBrowser } from './desktop.ts'
import { keepMemorySmall } from './frugal-memory.ts'
import { createInterrupts, type SignalSource } from './interrupts.ts'
import type { OptionTable, OptionValues } from './options.ts'
import { createOutput, type Output } from './output.ts'
import { type ParsedArgs, parseArgs } from './parse-args.ts'
import { createPrompts, type Prompts } from './prompts.ts'
import { resolveCommand } from './resolve.ts'
import { canAsk, type Terminal } from './terminal.ts'
import { localDay } from './text.ts'
import { readVersion } from './version.ts'

/** What a command line runs on; a test gives its own. */
export interface Runtime {
  readonly terminal: Terminal
  /** Null where nobody can be asked. */
  readonly prompts: Prompts | null
  readonly clock: Clock
  readonly signals: SignalSource
  /** Ends the process with this code without waiting for anything. */
  readonly endNow: (code: ExitCode) => void
  readonly connect: (options: ConnectOptions) => Promise<Connection>
  readonly openApp: (options: ConnectOptions) => Promise<App>
}

/** Carries out one command line to its last word. Never throws; gives the exit code. */
export async function runCommandLine(args: readonly string[], runtime: Runtime): Promise<ExitCode> {
  const { terminal } = runtime
  // Before the words are understood, the plain presence of these decides how a failure looks.
  const typed = new Set(args)
  const output = createOutput(terminal, {
    json: typed.has('--json'),
    quiet: typed.has('--quiet'),
    verbose: typed.has('--verbose'),
    color: !typed.has('--no-color'),
  })
  const interrupts = createInterrupts(runtime.signals, () => {
    output.failure(interrupted(args))
    runtime.endNow(exitCodes.interrupted)
  })
  try {
    return await dispatch(args[0] === 'help' ? [...args.slice(1), '--help'] : args, runtime, output, interrupts)
  } catch (thrown) {
    const failure = toFailure(thrown)
    output.failure(failure)
    return failure.entry.exit
  } finally {
    interrupts.release()
    await output.flush()
  }
}

/** What the table says is about fetching; whatever else was under way is begun anew. */
function interrupted([first]: readonly string[]): Failure {
  return first === 'sync' || first === 'demo'
    ? fail('interrupted')
    : new Failure('interrupted', {}, { hint: 'Run the command again when you like.' })
}

async function dispatch(
  args: readonly string[],
  runtime: Runtime,
  output: Output,
  interrupts: ReturnType<typeof createInterrupts>,
): Promise<ExitCode> {
  const resolved = resolveCommand(args)
  const print = (text: string) => {
    output.print(text)
    return exitCodes.done
  }
  if (resolved.kind === 'version') return print(`${readVersion()}\n`)
  if (resolved.kind === 'group') {
    const { groupHelp } = await import('./help.ts')
    return print(groupHelp(resolved.words))
  }
  const { entry, rest } = resolved
  const path = entry.path.join(' ')
  const { command } = await entry.load()
  const parsed = parseArgs(path, command, rest, localDay(runtime.clock()))
  if (parsed.globals.help) {
    const { commandHelp } = await import('./help.ts')
    return print(commandHelp(entry, command))
  }
  if (command.localOnly && parsed.globals.server !== undefined)
    throw fail('usage.option', { detail: `\`${path}\` works on this machine only, without --server.`, command: path })
  return runCommand(command, parsed, runtime, output, interrupts)
}

async function runCommand(
  command: Command,
  parsed: ParsedArgs,
  runtime: Runtime,
  output: Output,
  interrupts: ReturnType<typeof createInterrupts>,
): Promise<ExitCode> {
  const { terminal, clock } = runtime
  const { globals } = parsed
  const options: ConnectOptions = { globals, env: terminal.env, version: readVersion(), clock }
  const opened: { close(): Promise<void> }[] = []
  const keep = <T extends { close(): Promise<void> }>(what: T): T => {
    opened.push(what)
    return what
  }
  try {
    const outcome = await command.run({
      args: parsed.args,
      options: parsed.options as OptionValues<OptionTable>,
      globals,
      terminal,
      clock,
      output,
      prompts: runtime.prompts,
      interrupts,
      connect: async (more) => keep(await runtime.connect({ ...options, ...more })),
      app: async (more) => keep(await runtime.openApp({ ...options, ...more })),
    })
    // Closed before the last word is said: what goes wrong there is part of the outcome.
    await closeAll(opened)
    output.finish(outcome)
    return outcome.failure?.entry.exit ?? exitCodes.done
  } finally {
    output.block?.([])
    await closeAll(opened).catch(() => {
      // The failure that led here is the one to report.
    })
  }
}

async function closeAll(opened: { close(): Promise<void> }[]): Promise<void> {
  for (let last = opened.pop(); last; last = opened.pop()) await last.close()
}

/** Runs a command line on this process and ends it. */
export async function runOnProcess(args: readonly string[]): Promise<void> {
  keepMemorySmall()
  const { connect, openApp } = await import('./connect.ts')
  const terminal: Terminal = {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    startDetached,
    openInBrowser: hasDesktop(process.env) ? openInBrowser : null,
  }
  const code = await runCommandLine(args, {
    terminal,
    prompts: canAsk(terminal) ? createPrompts(terminal) : null,
    clock: systemClock,
    signals: process,
    endNow: (now) => process.exit(now),
    connect,
    openApp,
  })
  // Both streams are flushed; a socket that somebody kept alive must not keep the command alive.
  process.exit(code)
}

function startDetached(args: readonly string[]): void {
  const script = process.argv[1]
  if (script === undefined) throw fail('internal', { detail: 'the path of the program is not known' })
  spawn(process.execPath, [...process.execArgv, script, ...args], { detached: true, stdio: 'ignore' }).unref()
}
