import { Agent, request } from 'node:http'

/** @typedef {import('../src/simulator/index.ts').Simulator} Simulator */

/**
 * The least that brings the same answers: each recorded request once more, one after the other on one connection, bodies
 * read and thrown away. Gives milliseconds.
 * @param {Simulator} simulator @param {Simulator['requests']} recorded
 */
export async function replay(simulator, recorded) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const began = performance.now()
  for (const one of recorded) await send(simulator.origin, one, agent)
  agent.destroy()
  return performance.now() - began
}

/** @param {string} origin @param {Simulator['requests'][number]} recorded @param {Agent} agent @returns {Promise<void>} */
function send(origin, { method, path, query, headers, body }, agent) {
  const search = new URLSearchParams(query).toString()
  const { 'content-length': _length, 'transfer-encoding': _coding, connection: _connection, ...rest } = headers
  return new Promise((resolve, reject) => {
    const outgoing = request(`${origin}${path}${search === '' ? '' : `?${search}`}`, { method, headers: rest, agent })
    outgoing.on('error', reject)
    outgoing.on('response', (response) => {
      response.resume()
      response.on('end', resolve)
      response.on('error', reject)
    })
    outgoing.end(body ?? undefined)
  })
}
