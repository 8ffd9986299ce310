import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Watches the most memory that a process has had at once, in megabytes; 0 where the system does not tell. */
export function watchMemory(child: ChildProcess): { peakMb(): number } {
  let peak = 0
  const look = () => {
    try {
      const text = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      peak = Math.max(peak, Number(/^VmHWM:\s*(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024)
    } catch {
      // It has ended, or this is no Linux.
    }
  }
  const timer = setInterval(look, 5)
  child.once('exit', () => clearInterval(timer))
  return { peakMb: () => peak }
}
