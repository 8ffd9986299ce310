/** A lap as exports know it. Null where the file says nothing. */
export interface ExportedLap {
  /** UTC milliseconds. */
  readonly startUtc: number | null
  readonly timerS: number | null
  readonly elapsedS: number | null
  readonly distanceM: number | null
  readonly avgSpeedMps: number | null
  readonly maxSpeedMps: number | null
  readonly avgHrBpm: number | null
  readonly maxHrBpm: number | null
  readonly kcal: number | null
  /** In the file's words: `active`, `rest`, … */
  readonly intensity: string | null
  /** In the file's words: `manual`, `distance`, … */
  readonly trigger: string | null
}

/** What an activity's file holds, as exports need it. */
export interface ExportedActivity {
  readonly activityId: string
  /** As the person gave it. */
  readonly name: string | null
  readonly description: string | null
  /** Garmin's word, `trail_running`. */
  readonly typeKey: string | null
  readonly deviceName: string | null
  /** UTC milliseconds of each record, ascending but for clocks that were set. */
  readonly times: Float64Array
  /** Names of channels (`hr_bpm`; of developer fields `dev:…`, which others chose), in the file's order. */
  readonly channels: readonly string[]
  /** In the unit of the name, NaN where there is none; null when there is no such channel. */
  values(channel: string): Float64Array | null
  readonly laps: readonly ExportedLap[]
}

/** One way of writing an activity. */
export interface ActivityFormat {
  readonly name: string
  /** What it is, for the help. */
  readonly title: string
  readonly mediaType: string
  readonly extension: string
  /** True = without positions there is nothing to write. */
  readonly needsTrack: boolean
  /** The file piece by piece: a long activity is never one text. */
  write(activity: ExportedActivity): Iterable<string>
}

export function isKnown(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && Number.isFinite(value)
}

/** A number with as many decimals as mean something, and no exponent. */
export function decimal(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)))
}

export function timeText(at: number): string {
  const text = new Date(at).toISOString()
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text
}
