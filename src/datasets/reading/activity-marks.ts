import { createHash } from 'node:crypto'
import { editionMark, type Json, type Row, toCanonicalJson } from '../../domain/index.ts'
import type { Fields } from './fields.ts'

/** What people edit in Garmin Connect: names, types, corrected measures and sets, privacy; nothing that Garmin computes. */
const editable = [
  'activityName',
  'description',
  'startTimeLocal',
  'duration',
  'elapsedDuration',
  'distance',
  'manualActivity',
  'favorite',
  'courseId',
  'workoutId',
  'summarizedExerciseSets',
]

/** What the planner has to know of an activity: which parts of it there may be, and which edition of it this is. */
export function activityMarks(
  activity: Fields,
  { zones, splits }: { readonly zones: readonly Row[]; readonly splits: readonly Row[] },
): string[] {
  const type = activity.object('activityType').text('typeKey')
  const isManual = activity.flag('manualActivity') === true
  const has = {
    manual: isManual,
    // Nothing recorded it, or nobody says what did.
    'no-device': activity.id('deviceId') === null && activity.text('manufacturer') === null,
    multisport: activity.flag('parent') === true || type === 'multi_sport',
    strength: !isManual && (type === 'strength_training' || activity.array('summarizedExerciseSets').length > 0),
    outdoor: activity.flag('hasPolyline') === true || activity.real('startLatitude') !== null,
    hr: zones.some(({ kind }) => kind === 'hr'),
    power: zones.some(({ kind }) => kind === 'power'),
    splits: splits.length > 0 || activity.flag('hasSplits') === true,
  }
  const edition: Json = [
    type,
    activity.object('eventType').text('typeKey'),
    activity.object('privacy').text('typeKey'),
    ...editable.map((key) => activity.raw(key) ?? null),
  ]
  const hash = createHash('sha256').update(toCanonicalJson(edition)).digest('hex')
  return [...Object.entries(has).flatMap(([mark, is]) => (is ? [mark] : [])), editionMark(hash)]
}
