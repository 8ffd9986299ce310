import { createHash } from 'node:crypto'
import {
  type Answer,
  type DatasetDefinition,
  defineDataset,
  type FitSession,
  type Json,
  type OriginalFile,
  type Reading,
  type Row,
  type Target,
} from '../domain/index.ts'
import type { ReadFitSummary } from './fit-summary.ts'
import { toReading, unexpected } from './reading/answer.ts'
import { filesOf } from './reading/archive.ts'
import { activitySessionTable, activityTable } from './tables/index.ts'

const name = 'activity_original'
/** Which member of an archive is the activity, should there be several. */
const preference = ['fit', 'tcx', 'gpx', 'bin']

/** The file as it was uploaded. It never changes, so it is asked for once. */
export function activityOriginal(readFitSummary: ReadFitSummary): DatasetDefinition {
  return defineDataset({
    name,
    title: 'Activity files',
    group: 'activities',
    // Only for an activity that has no file yet: it may follow.
    settlesAfterDays: 2,
    tables: [activitySessionTable, activityTable],
    version: 1,
    source: 'DATA section 3, R and P',
    forms: [
      {
        name: 'file',
        per: { kind: 'item', of: 'activity_list', except: 'manual' },
        request: (target) =>
          target.kind !== 'item'
            ? null
            : {
                method: 'GET',
                path: `/download-service/files/activity/${encodeURIComponent(target.id)}`,
                expects: 'bytes',
              },
        read: (answer, target) => read(answer, target, readFitSummary),
      },
    ],
  })
}

async function read(answer: Answer, target: Target, readFitSummary: ReadFitSummary): Promise<Reading> {
  if (target.kind !== 'item') throw unexpected(name, 'not asked for an activity')
  const notes = new Set<string>()
  const item = { item: target.id, day: target.day }
  const files = await filesOf(answer, name, `${target.id}_ACTIVITY`)
  const main = mainFile(files)
  if (main === undefined) return toReading([{ ...item, content: null, rows: {}, reason: 'no-file' }], notes)
  const sha256 = hash(main)
  const activity: Row = {
    activity_id: target.id,
    has_original: true,
    original_sha256: sha256,
    original_format: main.extension,
  }
  const sessions = main.extension === 'fit' ? await readSessions(main, readFitSummary, notes) : []
  const content: Json = files.map((file) => ({ name: file.name, sha256: file === main ? sha256 : hash(file) }))
  const rows = {
    activity: [activity],
    activity_session: sessions.map((session, index) => toRow(session, target.id, index + 1)),
  }
  return toReading([{ ...item, content, rows, files }], notes)
}

function mainFile(files: readonly OriginalFile[]): OriginalFile | undefined {
  return preference.map((wanted) => files.find(({ extension }) => extension === wanted)).find(Boolean)
}

function hash(file: OriginalFile): string {
  return createHash('sha256').update(file.bytes).digest('hex')
}

async function readSessions(file: OriginalFile, readFitSummary: ReadFitSummary, notes: Set<string>) {
  const summary = await readFitSummary(file.bytes)
  if (summary.status !== 'ok') notes.add(`${name}: a FIT file is ${summary.status}; it is kept as it is`)
  return summary.sessions
}

function toRow(session: FitSession, activityId: string, seq: number): Row {
  return {
    activity_id: activityId,
    seq,
    sport: session.sport,
    sport_code: session.sportCode,
    sub_sport_code: session.subSportCode,
    sport_profile: session.sportProfile,
    start_utc: session.startTime,
    elapsed_s: session.elapsedSeconds,
    timer_s: session.timerSeconds,
    distance_m: session.distanceMeters,
    ascent_m: session.ascentMeters,
    descent_m: session.descentMeters,
    avg_speed_mps: session.avgSpeedMps,
    max_speed_mps: session.maxSpeedMps,
    avg_hr_bpm: session.avgHeartRate,
    max_hr_bpm: session.maxHeartRate,
    avg_power_w: session.avgPowerWatts,
    max_power_w: session.maxPowerWatts,
    kcal: session.calories,
    lap_count: session.lapCount,
    length_count: session.activeLengthCount,
    pool_length_m: session.poolLengthMeters,
    start_lat: session.startLat,
    start_lon: session.startLon,
  }
}
