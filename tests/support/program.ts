import { spawn } from 'node:child_process'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** A process that answers each line it is sent with a line of JSON. */
export interface Talker {
  ask(line: string): Promise<unknown>
  end(): Promise<void>
}

/** Bundles a TypeScript program of `tests/support` once, because this Node runs none by itself. */
export async function buildProgram(name: string) {
  const folder = await mkdtemp(join(tmpdir(), 'garminsync-program-'))
  const root = fileURLToPath(new URL('../..', import.meta.url))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const file = join(folder, 'program.mjs')
  await build({
    entryPoints: [join(root, 'tests/support', name)],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
  })
  return {
    /** Waits until it has said its first line. */
    async start(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Talker> {
      const child = spawn(process.execPath, [file, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] })
      let errors = ''
      child.stderr.on('data', (data) => {
        errors += data
      })
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
      const next = async () => {
        const { value, done } = await lines.next()
        if (done) throw new Error(`the program has ended: ${errors}`)
        return JSON.parse(value) as unknown
      }
      const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
      await next()
      return {
        ask: (line) => {
          child.stdin.write(`${line}\n`)
          return next()
        },
        end: async () => {
          child.stdin.end()
          await gone
        },
      }
    },
    clear: () => rm(folder, { recursive: true, force: true }),
  }
}
