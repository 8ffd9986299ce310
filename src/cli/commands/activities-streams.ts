import { defineCommand } from '../command.ts'
import { id, oneOf, option, required, text, wholeNumber } from '../options.ts'
import { table } from '../table.ts'
import { count, plural } from '../text.ts'

/** A table on a terminal is for looking; programs get everything. */
const pointsToLookAt = 40

/** What the device recorded from moment to moment; works offline. */
export const command = defineCommand({
  args: { id: required('ID', 'As `activities list` shows it.', id('activity.not-found')) },
  options: {
    points: option(
      'N',
      `At most so many; peaks stay. Default: ${pointsToLookAt}, with --json all.`,
      wholeNumber(2, 100_000),
    ),
    channels: option('NAMES', 'With commas between: hr_bpm,power_w. Default: all.', text),
    by: option('AXIS', 'What is divided evenly: time or distance.', oneOf(['time', 'distance'])),
    part: option('PART', 'record, rr (beat to beat), strap_hr or event.', oneOf(['record', 'rr', 'strap_hr', 'event'])),
  },
  examples: [
    { run: 'garminsync activities streams 17264185129', about: 'forty moments of it' },
    {
      run: 'garminsync activities streams 17264185129 --channels hr_bpm,power_w --json',
      about: 'every second, in columns',
    },
  ],
  async run({ args, options, globals, connect, output }) {
    const { client } = await connect()
    const points = options.points ?? (globals.json ? undefined : pointsToLookAt)
    const found = await client.activityStreams({
      params: { activity_id: args.id },
      query: { points, channels: options.channels, by: options.by, part: options.part },
    })
    const names = Object.keys(found.columns)
    const rows = Array.from({ length: found.columns.elapsed_s?.length ?? 0 }, (_, row) => row)
    const lines = table(
      rows,
      names.map((name) => ({
        title: name,
        cell: (row: number) => count(found.columns[name]?.[row] ?? null),
        right: true,
      })),
      output,
    )
    const cut = found.original_status === 'partial' ? ' The file breaks off; this is what was saved.' : ''
    return { sentence: `${count(rows.length)} of ${plural(found.rows, 'moment')}.${cut}`, data: found, lines }
  },
})
