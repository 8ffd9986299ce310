import type { HealthIntradayJson } from '../../contract/index.ts'
import { defineCommand } from '../command.ts'
import { checkRange, day, option, type Parse, required, wrongValue } from '../options.ts'
import { table } from '../table.ts'
import { count } from '../text.ts'

type Metric = HealthIntradayJson['metric']
/** In the contract, too, which is loaded only when it is needed. */
const metrics: Readonly<Record<Metric, true>> = {
  heart_rate: true,
  stress: true,
  body_battery: true,
  respiration: true,
  spo2: true,
  hrv: true,
}

const metric: Parse<Metric> = (value, context) => {
  if (Object.hasOwn(metrics, value)) return value as Metric
  throw wrongValue(context, `${context.name} is one of ${Object.keys(metrics).join(', ')}.`)
}

/** Samples of many days by hour of the local day; works offline. */
export const command = defineCommand({
  args: { metric: required('METRIC', `One of ${Object.keys(metrics).join(', ')}.`, metric) },
  options: {
    from: option('DAY', 'Not before this day. Default: ten years before the last.', day),
    to: option('DAY', 'Not after this day. Default: today.', day),
  },
  examples: [
    { run: 'garminsync health hours heart_rate', about: 'how the heart beats through the day, over ten years' },
    { run: 'garminsync health hours stress --from -90d --json', about: 'three months of stress, for programs' },
  ],
  async run({ args, options, connect, output }) {
    const { from, to } = options
    checkRange(from, to)
    const { client } = await connect()
    const found = await client.healthIntraday({ query: { metric: args.metric, from: from?.word, to: to?.word } })
    const value = (number: number | null) => (number === null ? '–' : count(Math.round(number)))
    const lines = table(
      found.days === 0 ? [] : found.hours,
      [
        { title: 'HOUR', cell: ({ hour }) => `${String(hour).padStart(2, '0')}:00`, right: true },
        { title: 'MEAN', cell: ({ avg }) => value(avg), right: true },
        { title: 'LEAST', cell: ({ min }) => value(min), right: true },
        { title: 'GREATEST', cell: ({ max }) => value(max), right: true },
        { title: 'SAMPLES', cell: (row) => count(row.count), right: true },
      ],
      output,
    )
    const sentence =
      found.days === 0
        ? `There are no samples of ${args.metric} between ${found.from} and ${found.to}.`
        : `${args.metric} on ${count(found.days)} days between ${found.from} and ${found.to}, by hour of the day.`
    return { sentence, data: found, lines }
  },
})
