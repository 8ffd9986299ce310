import type { ActivityJson } from '../../../contract/index.ts'
import type { ActivityFormat, ExportedActivity, ExportedLap } from '../../../export/index.ts'
import type { StoredStreams } from '../../../store/index.ts'
import type { RowJson } from '../rows.ts'

/** What is kept of an activity, as exports take it. Each channel is unpacked once. */
export function toExported(
  activity: ActivityJson,
  deviceName: string | null,
  streams: StoredStreams | null,
  laps: readonly RowJson[],
): ExportedActivity {
  const known = new Map<string, Float64Array | null>()
  return {
    activityId: activity.activity_id,
    name: activity.name,
    description: typeof activity.description === 'string' ? activity.description : null,
    typeKey: activity.type_key,
    deviceName,
    times: streams?.times() ?? new Float64Array(0),
    channels: streams?.channels.map(({ name }) => name) ?? [],
    values: (name) => {
      const before = known.get(name)
      if (before !== undefined) return before
      const values = streams?.values(name) ?? null
      known.set(name, values)
      return values
    },
    laps: laps.map(toLap),
  }
}

function toLap(row: RowJson): ExportedLap {
  const number = (column: string) => (typeof row[column] === 'number' ? row[column] : null)
  const text = (column: string) => (typeof row[column] === 'string' ? row[column] : null)
  const start = text('start_utc')
  return {
    startUtc: start === null ? null : Date.parse(start),
    timerS: number('timer_s'),
    elapsedS: number('elapsed_s'),
    distanceM: number('distance_m'),
    avgSpeedMps: number('avg_speed_mps'),
    maxSpeedMps: number('max_speed_mps'),
    avgHrBpm: number('avg_hr_bpm'),
    maxHrBpm: number('max_hr_bpm'),
    kcal: number('kcal'),
    intensity: text('intensity'),
    trigger: text('trigger'),
  }
}

/** Small pieces cost more to hand over than to write. */
const chunkChars = 64 * 1024

/** The file as it is written, no faster than it is read. */
export function streamOf(format: ActivityFormat, activity: ExportedActivity): ReadableStream<Uint8Array> {
  const pieces = format.write(activity)[Symbol.iterator]()
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: (controller) => {
      let chunk = ''
      while (chunk.length < chunkChars) {
        const next = pieces.next()
        if (next.done === true) {
          if (chunk !== '') controller.enqueue(encoder.encode(chunk))
          controller.close()
          return
        }
        chunk += next.value
      }
      controller.enqueue(encoder.encode(chunk))
    },
  })
}
