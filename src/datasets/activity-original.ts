import { createHash } from 'node:crypto'
import {
  type Answer,
  type DatasetDefinition,
  defineDataset,
  type Json,
  type OriginalFile,
  type Reading,
  type Row,
  type Target,
} from '../domain/index.ts'
import { partRows } from './activity-file-parts.ts'
import type { ReadFitActivity } from './fit-files.ts'
import { toReading, unexpected } from './reading/answer.ts'
import { filesOf } from './reading/archive.ts'
import {
  activityFileSetTable,
  activityLapTable,
  activityLengthTable,
  activitySessionTable,
  activityTable,
} from './tables/index.ts'

const name = 'activity_original'
/** Which member of an archive is the activity, should there be several. */
const preference = ['fit', 'tcx', 'gpx', 'bin']

/** The file as it was uploaded. It never changes, so it is asked for once. */
export function activityOriginal(readFitActivity: ReadFitActivity): DatasetDefinition {
  return defineDataset({
    name,
    title: 'Activity files',
    group: 'activities',
    // Only for an activity that has no file yet: it may follow.
    settlesAfterDays: 2,
    tables: [activitySessionTable, activityLapTable, activityLengthTable, activityFileSetTable, activityTable],
    replaces: ['activity_session', 'activity_lap', 'activity_length', 'activity_file_set'],
    version: 2,
    source: 'DATA section 3, R and P',
    forms: [
      {
        name: 'file',
        // Entries by hand have no file; old ones answer 500 instead of 404 (DATA section 3).
        per: { kind: 'item', of: 'activity_list', except: 'manual', noneAt500: 'no-device' },
        request: (target) =>
          target.kind !== 'item'
            ? null
            : {
                method: 'GET',
                path: `/download-service/files/activity/${encodeURIComponent(target.id)}`,
                expects: 'bytes',
              },
        read: (answer, target) => read(answer, target, readFitActivity),
      },
    ],
  })
}

async function read(answer: Answer, target: Target, readFitActivity: ReadFitActivity): Promise<Reading> {
  if (target.kind !== 'item') throw unexpected(name, 'not asked for an activity')
  const notes = new Set<string>()
  const item = { item: target.id, day: target.day }
  const files = await filesOf(answer, name, `${target.id}_ACTIVITY`)
  const main = mainFile(files)
  if (main === undefined) return toReading([{ ...item, content: null, rows: {}, reason: 'no-file' }], notes)
  const sha256 = hash(main)
  const isFit = main.extension === 'fit'
  const fit = isFit ? await readFitActivity(main.bytes) : null
  if (fit !== null && fit.status !== 'ok') notes.add(`${name}: a FIT file is ${fit.status}; it is kept as it is`)
  const activity: Row = {
    activity_id: target.id,
    has_original: true,
    original_sha256: sha256,
    original_format: main.extension,
    original_status: fit?.status ?? null,
    original_error: fit?.errorKind ?? null,
    original_records: fit?.recordCount ?? null,
  }
  const content: Json = files.map((file) => ({ name: file.name, sha256: file === main ? sha256 : hash(file) }))
  const rows = { activity: [activity], ...(fit === null ? {} : partRows(target.id, fit)) }
  return toReading([{ ...item, content, rows, files, streams: fit?.streams ?? [] }], notes)
}

function mainFile(files: readonly OriginalFile[]): OriginalFile | undefined {
  return preference.map((wanted) => files.find(({ extension }) => extension === wanted)).find(Boolean)
}

function hash(file: OriginalFile): string {
  return createHash('sha256').update(file.bytes).digest('hex')
}
