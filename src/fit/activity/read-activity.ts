import type { FitActivity, FitSession, Instant, OriginalStatus, Streams } from '../../domain/index.ts'
import { decodeFit, type FitFile } from '../decode.ts'
import { eventNumber, eventStreams, hrvNumber, rrStreams, strapNumber, strapStreams } from './beats.ts'
import { messagesOf, numberAt, timeAt } from './fields.ts'
import { lapNumber, lengthNumber, readLaps, readLengths } from './laps.ts'
import { recordNumber, recordStreams } from './record-streams.ts'
import { readSessions, sessionNumber } from './sessions.ts'
import { readSets, setNumber } from './sets.ts'

const fileId = 0
/** Developer fields are described in 206 and 207, which the walk itself reads. */
const wanted = new Set([
  sessionNumber,
  lapNumber,
  lengthNumber,
  setNumber,
  recordNumber,
  hrvNumber,
  strapNumber,
  eventNumber,
])

/** Everything that is kept of an activity's file. Never throws for its content; see `status`. */
export function readFitActivity(bytes: Uint8Array): FitActivity {
  const file = decodeFit(bytes, { keep: wanted })
  const laps = readLaps(file)
  return {
    status: file.status,
    errorKind: file.errorKind,
    recordCount: file.messagesByNumber.get(recordNumber) ?? 0,
    sessions: readSessions(file),
    laps,
    lengths: readLengths(file, laps),
    sets: readSets(file),
    streams: [recordStreams(file), rrStreams(file), strapStreams(file), eventStreams(file)].filter(
      (streams): streams is Streams => streams !== null,
    ),
  }
}

export interface FitSummary {
  readonly status: OriginalStatus
  readonly errorKind: FitFile['errorKind']
  /** `file_id.type`: 4 activity, 32 monitoring, 44 metrics, 49 sleep, 68 HRV status (WELLNESS-MESSAGES). */
  readonly fileType: number | null
  readonly timeCreated: Instant | null
  readonly sessions: readonly FitSession[]
}

/** What a FIT file says about itself and its sessions. Never throws for its content; see `status`. */
export async function readFitSummary(bytes: Uint8Array): Promise<FitSummary> {
  const file = decodeFit(bytes, { keep: new Set([fileId, sessionNumber]) })
  const [id] = messagesOf(file, fileId)
  return {
    status: file.status,
    errorKind: file.errorKind,
    fileType: id ? numberAt(id, 0) : null,
    timeCreated: id ? timeAt(id, 4) : null,
    sessions: readSessions(file),
  }
}
