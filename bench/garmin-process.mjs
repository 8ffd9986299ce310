// A simulated Garmin in a process of its own, in which somebody has signed in: node garmin-process.mjs HOME YEARS. Says its origin
// in a line of JSON. Of the activities' files every twentieth is the largest there is: 100,000 records.
import { createServer, request } from 'node:http'
import { zipSync } from 'fflate'
import { loadSource } from '../scripts/lib/load-source.mjs'
import { activityFit } from './fit-files.mjs'
import { createProgram } from './program.mjs'

const [home = '', years = '1'] = process.argv.slice(2)
const sources = /** @type {import('./sources.ts').Sources} */ (await loadSource('bench/sources.ts'))
const simulator = await sources.createSimulator({ years: Number(years) })
await createProgram(simulator, home).signIn()
const records = 100_000
const bytes = activityFit(sources, { seed: 1, start: 1_700_000_000, records, developer: true })
const largest = zipSync({ 'long_ACTIVITY.fit': bytes }, { level: 1 })
let files = 0

const front = createServer((incoming, outgoing) => {
  const { method, url = '/', headers } = incoming
  if (/^\/download-service\/files\/activity\//.test(url) && ++files % 20 === 1) {
    incoming.resume()
    outgoing.writeHead(200, { 'content-type': 'application/zip', 'content-length': largest.length })
    outgoing.end(largest)
    return
  }
  const asked = request(`${simulator.origin}${url}`, { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  asked.on('error', () => outgoing.destroy())
  incoming.pipe(asked)
})
front.listen(0, '127.0.0.1', () => {
  const address = front.address()
  if (address !== null && typeof address === 'object')
    console.log(JSON.stringify({ origin: `http://127.0.0.1:${address.port}`, largest_mb: bytes.length / 1e6 }))
})
