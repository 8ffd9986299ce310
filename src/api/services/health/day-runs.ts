import type { TimelineJson } from '../../../contract/index.ts'
import type { Channel } from './channels.ts'

/** A line breaks where two samples lie further apart than so many usual distances (DESIGN section 5). */
const breaksAfter = 2.5
/** Codes of stress and respiration samples without a value (SCHEMA-HINTS section 5.1; DATA section 5). */
const [offWrist, tooMuchMotion] = [-1, -2]

interface Run {
  readonly channel: string | null
  readonly from: number
  readonly to: number
  readonly reason: TimelineJson['runs'][number]['reason']
}

/**
 * Where a day holds nothing, and why. Off the wrist holds for all channels, so it is told once; what one channel lacks within
 * it is not told again. `until`: later than that there is nothing yet.
 */
export function dayRuns(channels: readonly Channel[], from: number, until: number): Run[] {
  const off = channels.flatMap((channel) => codedRuns(channel, offWrist, until)).sort((a, b) => a.from - b.from)
  const notWorn = merged(off).map((run): Run => ({ ...run, channel: null, reason: 'not-worn' }))
  // A gap begins with the last sample before it, so it may be wider by a sample at each end.
  const isOff = (gap: { from: number; to: number }, slack: number) =>
    notWorn.some((run) => run.from <= gap.from + slack && run.to >= gap.to - slack)
  const hearts = channels.find(({ name }) => name === 'heart_rate')
  const own = channels.flatMap((channel): Run[] => {
    const moving = codedRuns(channel, tooMuchMotion, until).map(
      (run): Run => ({ ...run, channel: channel.name, reason: 'moving' }),
    )
    // Sums over a quarter of an hour stand on the clock; one that is not there is none of a sensor.
    if (channel.name === 'steps' || channel.name === 'hrv') return moving
    const gaps = gapsOf(channel, from, until)
      .filter(
        (gap) =>
          !isOff(gap, (channel.usual ?? 0) * 1000 * breaksAfter) &&
          !moving.some((run) => run.from < gap.to && gap.from < run.to),
      )
      .map((gap): Run => {
        const beats =
          hearts !== undefined &&
          channel !== hearts &&
          hearts.times.some((time, index) => time > gap.from && time < gap.to && hearts.values[index] !== null)
        return { ...gap, channel: channel.name, reason: beats && channel.name === 'spo2' ? 'sensor-off' : 'no-data' }
      })
    return [...moving, ...gaps]
  })
  return [...notWorn, ...own]
}

/** Runs of samples that carry a code, each up to the next sample. */
function codedRuns({ times, codes, usual }: Channel, code: number, until: number): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = []
  for (const [index, time] of times.entries()) {
    if (codes?.[index] !== code) continue
    const next = Math.min(
      times[index + 1] ?? time + (usual ?? 0) * 1000,
      until,
      time + (usual ?? 0) * 1000 * breaksAfter,
    )
    const last = runs.at(-1)
    if (last !== undefined && last.to >= time) last.to = next
    else runs.push({ from: time, to: next })
  }
  return runs
}

/** Stretches between samples with values that are too far apart, and those to both ends. */
function gapsOf({ times, values, usual }: Channel, from: number, until: number): { from: number; to: number }[] {
  if (usual === null) return []
  const widest = usual * 1000 * breaksAfter
  const measured = times.filter((time, index) => values[index] !== null && time >= from && time <= until)
  const edges = [from, ...measured, until]
  return edges
    .slice(1)
    .map((to, index) => ({ from: edges[index] ?? from, to }))
    .filter((gap) => gap.to - gap.from > widest)
}

function merged(runs: readonly { from: number; to: number }[]): { from: number; to: number }[] {
  const joined: { from: number; to: number }[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    if (last !== undefined && run.from <= last.to) last.to = Math.max(last.to, run.to)
    else joined.push({ ...run })
  }
  return joined
}
