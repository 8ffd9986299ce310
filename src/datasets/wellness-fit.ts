import { createHash } from 'node:crypto'
import { type Answer, type DatasetDefinition, defineDataset, type Reading, type Target } from '../domain/index.ts'
import type { ReadFitWellness } from './fit-files.ts'
import { toReading, unexpected } from './reading/answer.ts'
import { filesOf } from './reading/archive.ts'
import { toWellnessDay } from './reading/wellness-day.ts'
import {
  bodyBatteryDayTable,
  deviceDayTable,
  deviceNapTable,
  deviceNightTable,
  heartRateDayTable,
  respirationDayTable,
  spo2DayTable,
  stressDayTable,
} from './tables/index.ts'

const name = 'wellness_fit'

/** All files that the watch sent for a day, kept as they are: nearly all samples in one request (RANGES section 3). */
export function wellnessFit(readFitWellness: ReadFitWellness): DatasetDefinition {
  return defineDataset({
    name,
    title: 'Wellness files',
    group: 'health',
    settlesAfterDays: 1,
    tables: [
      heartRateDayTable,
      stressDayTable,
      bodyBatteryDayTable,
      respirationDayTable,
      spo2DayTable,
      deviceDayTable,
      deviceNightTable,
      deviceNapTable,
    ],
    version: 3,
    source: 'DATA section 5, P',
    forms: [
      {
        name: 'archive',
        per: { kind: 'day', gate: 'daily_summary' },
        request: (target) =>
          target.kind === 'day'
            ? { method: 'GET', path: `/download-service/files/wellness/${target.day}`, expects: 'bytes' }
            : null,
        read: (answer, target) => read(answer, target, readFitWellness),
      },
    ],
  })
}

async function read(answer: Answer, target: Target, readFitWellness: ReadFitWellness): Promise<Reading> {
  if (target.kind !== 'day') throw unexpected(name, 'not asked for a day')
  const { day } = target
  const files = await filesOf(answer, name, `${day}_WELLNESS`)
  if (files.length === 0) return toReading([{ item: day, day, content: null, rows: {}, reason: 'no-file' }], new Set())
  const content = files
    .map((file) => ({ name: file.name, sha256: createHash('sha256').update(file.bytes).digest('hex') }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  // Bytes, not files: an upload may join what came in pieces before.
  const richness = files.reduce((sum, file) => sum + file.bytes.length, 0)
  const notes = new Set<string>()
  const found = []
  for (const { bytes, extension } of files) {
    if (extension !== 'fit') continue
    const wellness = await readFitWellness(bytes)
    if (wellness.status !== 'ok') notes.add(`${name}: a FIT file is ${wellness.status}; it is kept as it is`)
    found.push(wellness)
  }
  const { series, rows } = toWellnessDay(day, found)
  return toReading([{ item: day, day, content, rows, series, files, richness }], notes)
}
