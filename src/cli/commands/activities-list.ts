import { defineCommand } from '../command.ts'
import { checkRange, day, flag, option, rowLimit, text } from '../options.ts'
import { collect, defaultLimit } from '../rows.ts'
import { table } from '../table.ts'
import { clockTime, count, distance, plural, wallTime } from '../text.ts'

/** Activities from the store, newest first; works offline. */
export const command = defineCommand({
  args: {},
  options: {
    limit: option('N|all', `How many. Default: ${defaultLimit}.`, rowLimit),
    from: option('DAY', 'Not before this day.', day),
    to: option('DAY', 'Not after this day.', day),
    type: option('TYPE', 'One type only, such as running.', text),
    search: option('TEXT', 'Words in name, place, type or note, whatever their case and accents.', text),
    deleted: flag('Those that are gone at Garmin, too.'),
  },
  examples: [
    { run: 'garminsync activities list --limit 10', about: 'the last ten' },
    { run: 'garminsync activities list --type running --from -1y --json', about: 'a year of running, for programs' },
  ],
  async run({ options, connect, output }) {
    const { from, to, type, search, deleted } = options
    checkRange(from, to)
    const { client } = await connect()
    const { items, more } = await collect(options.limit ?? defaultLimit, (paging) =>
      client.activities({
        query: { ...paging, from: from?.word, to: to?.word, type, q: search, ...(deleted ? { deleted } : {}) },
      }),
    )
    const lines = table(
      items,
      [
        { title: 'ID', cell: (row) => row.activity_id, right: true },
        { title: 'START', cell: (row) => wallTime(row.start_utc, row.offset_s) },
        { title: 'TYPE', cell: (row) => row.type_key ?? '–' },
        { title: 'TIME', cell: (row) => clockTime(row.timer_s ?? row.elapsed_s), right: true },
        { title: 'DISTANCE', cell: (row) => distance(row.distance_m), right: true },
        { title: 'HR', cell: (row) => count(row.avg_hr_bpm), right: true },
        {
          title: 'NAME',
          cell: (row) => `${row.name ?? ''}${row.deleted_at === null ? '' : ' (gone at Garmin)'}`,
          flexible: true,
        },
      ],
      output,
    )
    const sentence = more
      ? `The newest ${count(items.length)}; --limit all shows every one.`
      : `${plural(items.length, 'activity', 'activities')}.`
    return { sentence, data: items, lines }
  },
})
