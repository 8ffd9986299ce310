import type { ActivityDetailJson } from '../../contract/index.ts'
import { defineCommand } from '../command.ts'
import { id, required } from '../options.ts'
import type { Colors } from '../output.ts'
import { recordLines } from '../record-lines.ts'
import { pairs } from '../table.ts'
import { bytes, clockTime, count, distance, measure, plain, wallTime } from '../text.ts'

/** One activity with its sessions, zones and files; works offline. */
export const command = defineCommand({
  args: { id: required('ID', 'As `activities list` shows it.', id('activity.not-found')) },
  options: {},
  examples: [{ run: 'garminsync activities show 17264185129', about: 'one activity' }],
  async run({ args, connect, output }) {
    const { client } = await connect()
    const activity = await client.activity({ params: { activity_id: args.id } })
    const { colors } = output
    const known = pairs(
      [
        ['activity', `${activity.activity_id}  ${plain(activity.name)}`],
        ['type', plain(activity.type_key)],
        ['start', wallTime(activity.start_utc, activity.offset_s)],
        ['time', `${clockTime(activity.timer_s)}, ${clockTime(activity.elapsed_s)} with pauses`],
        ['distance', distance(activity.distance_m)],
        ['heart rate', `${measure(activity.avg_hr_bpm, 'bpm')}, up to ${measure(activity.max_hr_bpm, 'bpm')}`],
        ['energy', measure(activity.kcal, 'kcal')],
        ...(activity.gear.length === 0 ? [] : [['gear', activity.gear.map(gearText).join(', ')] as const]),
        ['file', fileText(activity)],
      ],
      colors,
    )
    const sessions = activity.sessions.flatMap((session, index) => [
      '',
      colors.bold(`Session ${index + 1}`),
      ...recordLines(session, colors),
    ])
    const weather =
      activity.weather === null ? [] : ['', colors.bold('Weather'), ...recordLines(activity.weather, colors)]
    const name = activity.name === null ? '' : `: ${plain(activity.name)}`
    return {
      sentence: `Activity ${activity.activity_id}${name}.`,
      data: activity,
      lines: [...known, ...sessions, ...partLines(activity, colors), ...weather],
    }
  },
})

/** What the person calls it, else what the maker does. */
function gearText({ custom_name, make, model }: Readonly<Record<string, unknown>>): string {
  const made = [make, model].filter((part) => typeof part === 'string' && part !== '').join(' ')
  return plain(typeof custom_name === 'string' && custom_name !== '' ? custom_name : made || null)
}

/** Legs, sets and splits: one line each. */
function partLines(
  { legs, sets, split_summaries }: Pick<ActivityDetailJson, 'legs' | 'sets' | 'split_summaries'>,
  colors: Colors,
): readonly string[] {
  const titled = (title: string, lines: readonly (readonly [string, string])[]) =>
    lines.length === 0 ? [] : ['', colors.bold(title), ...pairs(lines, colors)]
  return [
    ...titled(
      'Legs',
      legs.map((leg) => [
        leg.activity_id,
        `${plain(leg.type_key)}, ${clockTime(leg.timer_s)}, ${distance(leg.distance_m)}`,
      ]),
    ),
    ...titled(
      'Sets',
      sets.filter(({ set_type }) => set_type !== 'REST').map((set) => [`${set.seq}`, setText(set)]),
    ),
    ...titled(
      'Splits',
      split_summaries.map(({ split_type, split_count, timer_s }) => [
        plain(textOr(split_type)),
        `${split_count ?? '?'} in ${clockTime(numberOr(timer_s))}`,
      ]),
    ),
  ]
}

/** `8 × BARBELL_BACK_SQUAT, 60.0 kg`; what is not known is left out. */
function setText({ reps, name, category, weight_g, duration_s }: ActivityDetailJson['sets'][number]): string {
  const exercise = plain(textOr(name) ?? textOr(category))
  const known = [
    typeof reps === 'number' ? `${reps} × ${exercise}` : exercise,
    typeof weight_g === 'number' && weight_g > 0 ? `${(weight_g / 1000).toFixed(1)} kg` : null,
    clockTime(numberOr(duration_s)),
  ]
  return known.filter((part) => part !== null).join(', ')
}

const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const numberOr = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** What became of a file that is not whole. */
const marks: Readonly<Record<string, string>> = {
  partial: 'breaks off, this is what was saved',
  crc_mismatch: 'its checksum is wrong',
  reject: 'cannot be read',
}

function fileText(activity: {
  is_manual: boolean
  originals: readonly { name: string; size: number }[]
  original_status?: unknown
  original_records?: unknown
}): string {
  if (activity.originals.length > 0) {
    const files = activity.originals.map(({ name, size }) => `${plain(name)} (${bytes(size)})`).join(', ')
    const mark = marks[String(activity.original_status)]
    const { original_records: records } = activity
    const saved = typeof records === 'number' ? `, ${count(records)} records` : ''
    return mark === undefined ? files : `${files}: ${mark}${saved}`
  }
  return activity.is_manual ? 'none, entered by hand' : 'not fetched'
}
