import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'

/**
 * The built program as a server over a home in which somebody is signed in, with a session of its own.
 * @param {ReturnType<typeof import('./program.mjs').createProgram>} program
 */
export async function startServer(program) {
  const { code } = JSON.parse(await program.run(['auth', 'pair', '--json']))
  const child = program.start('serve', '--json', '--port', '0')
  child.stdin.end()
  // Its log is read like a collector does, and thrown away.
  child.stderr.resume()
  const url = /** @type {string} */ (
    await new Promise((resolve, reject) => {
      child.stdout.once('data', (line) => resolve(JSON.parse(String(line)).url))
      child.once('close', (status) => reject(new Error(`the server ended with ${status}`)))
    })
  )
  const redeemed = await fetch(`${url}/api/v1/auth/pair/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  })
  const { access_token: token } = await redeemed.json()
  if (!token) throw new Error(`no session: HTTP ${redeemed.status}`)
  const pid = /** @type {number} */ (child.pid)
  return {
    url,
    pid,
    token: String(token),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('close', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** CPU milliseconds (user + system, all threads) of a process so far. @param {number} pid */
export function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  // utime and stime, in hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/**
 * One who asks over connections that stay open. @param {string} url @param {number} connections @param {string | null} token
 */
export function createAsker(url, connections, token) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const headers = token === null ? {} : { authorization: `Bearer ${token}` }
  const { hostname, port } = new URL(url)
  /** @param {string} path @returns {Promise<string>} */
  const ask = (path) =>
    new Promise((resolve, reject) => {
      const sent = request({ hostname, port, path, agent, headers }, (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (piece) => {
          body += piece
        })
        response.on('end', () =>
          response.statusCode === 200 ? resolve(body) : reject(new Error(`${path}: ${response.statusCode} ${body}`)),
        )
        response.on('error', reject)
      })
      sent.on('error', reject)
      sent.end()
    })
  return {
    ask,
    /** Asks so many times over all connections. @param {string} path @param {number} times */
    async askMany(path, times) {
      let left = times
      await Promise.all(
        Array.from({ length: connections }, async () => {
          while (left-- > 0) await ask(path)
        }),
      )
    },
    close: () => agent.destroy(),
  }
}
