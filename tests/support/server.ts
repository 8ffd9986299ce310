import { type ChildProcess, spawn } from 'node:child_process'
import { binary, type Shell } from './cli.ts'

/** `garminsync serve` as a process of its own. */
export interface RunningServer {
  readonly url: string
  readonly child: ChildProcess
  /** Gives the exit code; null when it was killed. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** Starts the built program as a server and waits until it answers. */
export async function startServer(
  shell: Pick<Shell, 'cwd' | 'env'>,
  {
    port = 0,
    env = {},
    program = binary,
  }: { port?: number; env?: Readonly<Record<string, string>>; program?: string } = {},
): Promise<RunningServer> {
  const child = spawn(process.execPath, [program, 'serve', '--json', '--port', String(port)], {
    cwd: shell.cwd,
    env: { ...shell.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (text) => {
    errors += text
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line) => resolve((JSON.parse(String(line)) as { url: string }).url))
    void ended.then((code) => reject(new Error(`the server ended with ${code}: ${errors}`)))
  })
  return {
    url,
    child,
    end: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}
