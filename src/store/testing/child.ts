import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Task } from './child-program.ts'

/** A process of its own with the store in it. */
export interface Child {
  readonly process: ChildProcess
  /** Waits for a line of output that equals the text. */
  said(text: string): Promise<void>
  /** Waits for its end. @throws with its error output when it failed by itself */
  ended(): Promise<void>
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>
}

export interface ChildProgram {
  start(task: Task): Child
  clear(): Promise<void>
}

/** Bundles the program once, because this Node runs no TypeScript by itself. */
export async function buildChildProgram(): Promise<ChildProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'garminsync-child-'))
  const root = join(import.meta.dirname, '../../..')
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const file = join(folder, 'child.mjs')
  await build({
    entryPoints: [join(import.meta.dirname, 'child-program.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  const children = new Set<Child>()
  return {
    start: (task) => {
      const child = startChild(file, task)
      children.add(child)
      return child
    },
    clear: async () => {
      for (const child of children) await child.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function startChild(file: string, task: Task): Child {
  const child = spawn(process.execPath, [file, JSON.stringify(task)], { stdio: ['pipe', 'pipe', 'pipe'] })
  let output = ''
  let errors = ''
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of listeners) listener()
  }
  child.stdout.on('data', (data) => {
    output += data
    changed()
  })
  child.stderr.on('data', (data) => {
    errors += data
  })
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  gone.then(changed)
  const isGone = () => child.exitCode !== null || child.signalCode !== null
  return {
    process: child,
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (output.split('\n').includes(text)) resolve()
          else if (isGone()) reject(new Error(`it ended without saying "${text}": ${errors}`))
          else return
          listeners.delete(look)
        }
        listeners.add(look)
        look()
      }),
    ended: async () => {
      await gone
      if (child.exitCode !== 0) throw new Error(`it ended with ${child.exitCode ?? child.signalCode}: ${errors}`)
    },
    kill: async () => {
      if (!isGone()) child.kill('SIGKILL')
      await gone
    },
  }
}
