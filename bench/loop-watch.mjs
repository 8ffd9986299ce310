// Loaded into a server by bench/api-while-busy.mjs: writes to BENCH_LOOP how long the event loop was held up at a time, on the
// clock and in processor time of its thread. The second says what the program does to itself on a machine with other work.
import { readFileSync, writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

const path = process.env.BENCH_LOOP
const everyMs = 2
const tellMs = 250
/** So many of the longest are told. */
const kept = 100

if (isMainThread && path !== undefined) {
  // The first number: nanoseconds on a processor, of this thread alone.
  const cpuMs = () => Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ', 1)[0]) / 1e6
  let [clock, cpu, told] = [performance.now(), cpuMs(), 0]
  /** @type {{ at: number, wall: number, cpu: number }[]} */
  let longest = []
  const look = () => {
    const [now, used] = [performance.now(), cpuMs()]
    longest = [...longest, { at: performance.timeOrigin + clock, wall: now - clock - everyMs, cpu: used - cpu }]
      .sort((a, b) => b.cpu - a.cpu)
      .slice(0, kept)
    ;[clock, cpu] = [now, used]
    if (now - told > tellMs) {
      writeFileSync(path, JSON.stringify(longest))
      told = now
      cpu = cpuMs()
    }
  }
  setInterval(look, everyMs).unref()
}
