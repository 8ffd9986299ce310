import { defineCommand } from '../command.ts'
import { id, required } from '../options.ts'
import { table } from '../table.ts'
import { clockTime, count, distance, plain, plural } from '../text.ts'

type Cells = Readonly<Record<string, unknown>>

/** Laps of an activity as its file has them; of strength training the sets. Works offline. */
export const command = defineCommand({
  args: { id: required('ID', 'As `activities list` shows it.', id('activity.not-found')) },
  options: {},
  examples: [{ run: 'garminsync activities laps 17264185129', about: 'lap by lap, or set by set' }],
  async run({ args, connect, output }) {
    const { client } = await connect()
    const found = await client.activityLaps({ params: { activity_id: args.id } })
    const laps = table(
      found.items as readonly Cells[],
      [
        { title: 'LAP', cell: (row) => String(Number(row.lap_index) + 1), right: true },
        { title: 'TIME', cell: (row) => clockTime(numberOf(row.timer_s)), right: true },
        { title: 'DISTANCE', cell: (row) => distance(numberOf(row.distance_m)), right: true },
        { title: 'HR', cell: (row) => count(numberOf(row.avg_hr_bpm)), right: true },
        { title: 'POWER', cell: (row) => count(numberOf(row.avg_power_w)), right: true },
        { title: 'UP', cell: (row) => count(numberOf(row.ascent_m)), right: true },
        { title: 'KIND', cell: (row) => plain(textOf(row.stroke) ?? textOf(row.intensity)) },
      ],
      output,
    )
    const sets = table(
      found.sets as readonly Cells[],
      [
        { title: 'SET', cell: (row) => String(row.seq), right: true },
        { title: 'KIND', cell: (row) => plain(textOf(row.set_type)) },
        { title: 'TIME', cell: (row) => clockTime(numberOf(row.duration_s)), right: true },
        { title: 'REPS', cell: (row) => count(numberOf(row.reps)), right: true },
        { title: 'WEIGHT', cell: (row) => weight(numberOf(row.weight_g)), right: true },
      ],
      output,
    )
    const also = found.sets.length > 0 ? `, ${plural(found.sets.length, 'set')}` : ''
    return { sentence: `${plural(found.items.length, 'lap')}${also}.`, data: found, lines: [...laps, ...sets] }
  },
})

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const weight = (grams: number | null): string => (grams === null ? '–' : `${count(grams / 1000)} kg`)
