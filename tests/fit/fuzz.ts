import { existsSync, readFileSync } from 'node:fs'
import { decodeFit, decodeFitStream, inspectFit, readFitActivity } from '../../src/fit/index.ts'
import { activityFitBytes, monitoringFitBytes } from '../../src/fit/testing/files.ts'
import { createRandom, invented, mutated } from './mutate.ts'

export interface FuzzOptions {
  readonly seed: number
  readonly inputs: number
  /** The folder of ../shared/fit where it is at hand. */
  readonly corpus: URL | null
  /** Called after every 1,000 inputs. */
  readonly onProgress?: (done: number) => void
}

export interface FuzzFault {
  readonly input: number
  readonly what: string
  readonly bytes: Uint8Array
}

export interface FuzzResult {
  readonly inputs: number
  readonly bytes: number
  readonly faults: readonly FuzzFault[]
  readonly slowestMs: number
  /** The most that the process grew by while one input was read, beyond ten times its bytes; in MB. */
  readonly mostMb: number
  readonly files: number
}

const hangMs = 1000
const spareBytes = 50 * 1024 * 1024
/** Whole files are slow to read; most inputs are their beginnings, where all kinds of definitions come. */
const shortBytes = [200, 600, 2000, 6000]
/** Every so many inputs are read in the ways that take longer, too. */
const every = 16

/** Feeds damaged files to the decoder and notes what must never be: an exception, a hang, memory without bounds. */
export async function fuzz({ seed, inputs, corpus, onProgress }: FuzzOptions): Promise<FuzzResult> {
  const random = createRandom(seed)
  const own = [activityFitBytes(), monitoringFitBytes()].map((bytes) => Uint8Array.from(bytes))
  const whole = [...own, ...(corpus === null ? [] : corpusFiles(corpus))]
  const short = whole.flatMap((bytes) => shortBytes.map((size) => bytes.slice(0, size)))
  const faults: FuzzFault[] = []
  let total = 0
  let slowestMs = 0
  let mostBytes = 0
  for (let input = 0; input < inputs; input++) {
    const kind = random()
    const bytes = kind < 0.1 ? invented(random) : mutated(kind < 0.99 ? short : whole, random)
    total += bytes.length
    const before = process.memoryUsage.rss()
    const highest = highestRss()
    const started = process.cpuUsage()
    try {
      await readEverything(bytes, input % every === 0)
    } catch (thrown) {
      faults.push({ input, what: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown), bytes })
    }
    // Time of the processor: on a busy machine the clock would count what others do.
    const { user, system } = process.cpuUsage(started)
    const took = (user + system) / 1000
    slowestMs = Math.max(slowestMs, took)
    if (took > hangMs) faults.push({ input, what: `took ${Math.round(took)} ms`, bytes })
    const after = highestRss()
    if (after > highest) {
      const grown = after - Math.max(before, 0) - 10 * bytes.length
      mostBytes = Math.max(mostBytes, grown)
      if (grown > spareBytes)
        faults.push({ input, what: `took ${Math.round(grown / 2 ** 20)} MB beyond 10 × its bytes`, bytes })
    }
    if (input % 1000 === 999) onProgress?.(input + 1)
  }
  return {
    inputs,
    bytes: total,
    faults,
    slowestMs: Math.round(slowestMs),
    mostMb: Math.round(mostBytes / 2 ** 20),
    files: whole.length,
  }
}

/** Every column of every table; now and then also message by message, summed up, and in pieces. */
async function readEverything(bytes: Uint8Array, isThorough: boolean): Promise<void> {
  const file = decodeFit(bytes)
  for (const table of file.tables.values()) {
    for (const field of table.fields) table.column(field)
    for (const field of table.developerFields) table.developerColumn(field)
  }
  if (!isThorough) return
  inspectFit(bytes)
  readFitActivity(bytes)
  let messages = 0
  for (const message of file.messages()) messages += message.fields.size > 0 ? 1 : 0
  if (messages > bytes.length) throw new Error(`${messages} messages in ${bytes.length} bytes`)
  const stream = decodeFitStream(inPieces(bytes, 97), { batchBytes: 1000 })
  let next = await stream.next()
  let counted = 0
  for (; !next.done; next = await stream.next())
    for (const count of next.value.messagesByNumber.values()) counted += count
  const wanted = [...file.messagesByNumber.values()].reduce((sum, count) => sum + count, 0)
  if (next.value.status !== file.status || counted !== wanted)
    throw new Error(`in pieces ${next.value.status} with ${counted} messages, as a whole ${file.status} with ${wanted}`)
}

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** High-water mark of the process, in bytes. */
function highestRss(): number {
  return process.resourceUsage().maxRSS * 1024
}

function corpusFiles(corpus: URL): Uint8Array<ArrayBuffer>[] {
  const list = new URL('MANIFEST.json', corpus)
  if (!existsSync(list)) return []
  const { files } = JSON.parse(readFileSync(list, 'utf8')) as { files: { file: string; size: number }[] }
  return files
    .filter(({ file }) => file.endsWith('.fit'))
    .map(({ file }) => new Uint8Array(readFileSync(new URL(encodeURI(file), corpus))))
}
