import type { TimelineJson } from '../../../contract/index.ts'
import type { LocalDate, UserId } from '../../../domain/index.ts'
import type { Store, StoredSeries } from '../../../store/index.ts'

/** What a day is drawn from; sums over a quarter of an hour where there is `bucket`. */
export const dayChannels: Readonly<Record<string, { readonly unit: string | null; readonly bucket?: number }>> = {
  heart_rate: { unit: 'bpm' },
  stress: { unit: null },
  body_battery: { unit: null },
  respiration: { unit: 'brpm' },
  spo2: { unit: 'pct' },
  hrv: { unit: 'ms' },
  steps: { unit: null, bucket: 900 },
}
/** The same measure under another name, where the one that was wanted has nothing. */
const standIns: Readonly<Record<string, readonly string[]>> = {
  spo2: ['sleep_spo2', 'spo2_hour'],
  hrv: ['sleep_hrv'],
  heart_rate: ['sleep_heart_rate'],
  respiration: ['sleep_respiration'],
}

export interface Channel {
  readonly name: string
  readonly dataset: string
  readonly times: readonly number[]
  readonly values: readonly (number | null)[]
  readonly codes: readonly (number | null)[] | null
  /** Usual distance of two samples, seconds. */
  readonly usual: number | null
}

/** Channels of the day that somebody measured: of several sources that with the most values, of its own name first. */
export async function readChannels(
  { rows }: Pick<Store, 'rows'>,
  userId: UserId,
  names: readonly string[],
  day: LocalDate,
  datasets: readonly string[],
): Promise<Channel[]> {
  const wanted = names.flatMap((name) => [name, ...(standIns[name] ?? [])])
  const all = (await rows.daySeries(userId, day, datasets, wanted)).filter((series) => filled(series) > 0)
  all.sort((a, b) => filled(b) - filled(a))
  return names.flatMap((name) => {
    const best = [name, ...(standIns[name] ?? [])]
      .map((channel) => all.find((series) => series.channel === channel))
      .find((series) => series !== undefined)
    if (best === undefined) return []
    const { dataset, times, values, quality } = best
    return [{ name, dataset, times, values, codes: quality, usual: usualDistance(times) }]
  })
}

function filled({ values }: StoredSeries): number {
  return values.filter((value) => value !== null).length
}

/** The median: gaps pull a mean up. */
function usualDistance(times: readonly number[]): number | null {
  const distances = times.slice(1).map((time, index) => time - (times[index] ?? time))
  distances.sort((a, b) => a - b)
  const middle = distances[Math.floor(distances.length / 2)]
  return middle === undefined ? null : middle / 1000
}

export function channelJson(
  { name, dataset, times, values, usual }: Channel,
  from: number,
): TimelineJson['channels'][number] {
  return {
    channel: name,
    unit: dayChannels[name]?.unit ?? null,
    dataset,
    usual_s: usual,
    bucket_s: dayChannels[name]?.bucket ?? null,
    columns: { t_s: times.map((time) => Math.round((time - from) / 1000)), value: [...values] },
  }
}
