import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../scripts/lib/files.mjs'

/** @typedef {import('../src/simulator/index.ts').Simulator} Simulator */

/**
 * The built command with a home of its own, talking to a simulator.
 * @param {Simulator} simulator @param {string} home @param {Record<string, string>} [more] settings besides the usual
 */
export function createProgram(simulator, home, more = {}) {
  const env = {
    PATH: process.env.PATH,
    GARMINSYNC_HOME: home,
    GARMINSYNC_GARMIN_ORIGIN: simulator.origin,
    GARMINSYNC_PACE: 'off',
    ...more,
  }
  /** @param {string[]} args */
  const start = (...args) =>
    spawn(process.execPath, [join(root, 'dist/garminsync.js'), ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] })

  return {
    start,
    /**
     * Runs to the end. @param {string[]} args @param {{ input?: string, exit?: number }} [options]
     * @returns {Promise<string>} its stdout
     */
    async run(args, { input = '', exit = 0 } = {}) {
      const child = start(...args)
      const [out, err] = [collect(child.stdout), collect(child.stderr)]
      child.stdin.end(input)
      const code = await new Promise((resolve) => child.on('close', resolve))
      if (code !== exit) throw new Error(`garminsync ${args.join(' ')} ended with ${code}:\n${err()}`)
      return out()
    },
    /** Signs in with the code that the simulator sends. */
    async signIn() {
      const { email, password } = simulator
      await this.run(['auth', 'login', '--email', email, '--password-stdin'], { input: `${password}\n`, exit: 5 })
      await this.run(['auth', 'mfa', '-'], { input: `${simulator.inbox.at(-1)?.code}\n` })
    },
  }
}

/** @param {import('node:stream').Readable} stream @returns {() => string} what has come so far */
function collect(stream) {
  /** @type {Buffer[]} */
  const chunks = []
  stream.on('data', (chunk) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString()
}
