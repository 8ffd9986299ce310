import { defineCommand } from '../command.ts'
import { id, required } from '../options.ts'
import { recordLines } from '../record-lines.ts'
import { pairs } from '../table.ts'
import { bytes, clockTime, distance, measure, plain, wallTime } from '../text.ts'

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
    const name = activity.name === null ? '' : `: ${plain(activity.name)}`
    return { sentence: `Activity ${activity.activity_id}${name}.`, data: activity, lines: [...known, ...sessions] }
  },
})

/** What the person calls it, else what the maker does. */
function gearText({ custom_name, make, model }: Readonly<Record<string, unknown>>): string {
  const made = [make, model].filter((part) => typeof part === 'string' && part !== '').join(' ')
  return plain(typeof custom_name === 'string' && custom_name !== '' ? custom_name : made || null)
}

function fileText(activity: { is_manual: boolean; originals: readonly { name: string; size: number }[] }): string {
  if (activity.originals.length > 0)
    return activity.originals.map(({ name, size }) => `${plain(name)} (${bytes(size)})`).join(', ')
  return activity.is_manual ? 'none, entered by hand' : 'not fetched'
}
