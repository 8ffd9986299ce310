import { defineCommand } from '../command.ts'
import { option, rowLimit } from '../options.ts'
import { collect, defaultLimit } from '../rows.ts'
import { table } from '../table.ts'
import { clockTime, count, distance, localTime, plural } from '../text.ts'

/** Workouts from the store, last changed first; works offline. */
export const command = defineCommand({
  args: {},
  options: { limit: option('N|all', `How many. Default: ${defaultLimit}.`, rowLimit) },
  examples: [{ run: 'garminsync workouts list', about: 'your workouts' }],
  async run({ options, connect, output }) {
    const { client } = await connect()
    const { items, more } = await collect(options.limit ?? defaultLimit, (query) => client.workouts({ query }))
    const lines = table(
      items,
      [
        { title: 'ID', cell: (row) => row.workout_id, right: true },
        { title: 'SPORT', cell: (row) => row.sport ?? '–' },
        { title: 'TIME', cell: (row) => clockTime(row.est_s), right: true },
        { title: 'DISTANCE', cell: (row) => distance(row.est_m), right: true },
        { title: 'CHANGED', cell: (row) => localTime(row.updated) },
        { title: 'NAME', cell: (row) => row.name ?? '', flexible: true },
      ],
      output,
    )
    const sentence = more
      ? `The newest ${count(items.length)}; --limit all shows every one.`
      : `${plural(items.length, 'workout')}.`
    return { sentence, data: items, lines }
  },
})
