import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fail, toInstant } from '../../domain/index.ts'
import { type FitInspection, type FitWorkoutStep, inspectFit } from '../../fit/index.ts'
import { defineCommand } from '../command.ts'
import { required, text } from '../options.ts'
import { pairs } from '../table.ts'
import { clockTime, distance, measure, wallTime } from '../text.ts'

/** What a FIT file holds, whatever its state: a broken file is an answer too, not a failure of the command. */
export const command = defineCommand({
  args: { file: required('FILE', 'A FIT file, unzipped.', text) },
  options: {},
  localOnly: true,
  examples: [
    { run: 'garminsync fit inspect ride.fit', about: 'what is in it, and whether it is whole' },
    { run: 'garminsync fit inspect ride.fit --json', about: 'with the sums of every field' },
  ],
  async run({ args, terminal, output }) {
    const found = inspectFit(await read(resolve(terminal.cwd, args.file)))
    return { sentence: sentenceOf(found), data: found, lines: linesOf(found, output.colors) }
  },
})

async function read(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown reason'
    throw fail('usage.value', { detail: `${path} cannot be read (${code}).`, command: 'fit inspect', cause })
  }
}

/** What a status means for the person whose file it is. */
const states = {
  ok: 'The file is whole.',
  partial: 'The file breaks off or holds something else; what comes before that is good.',
  crc_mismatch: 'The file is whole, but its checksum is wrong: a value may be damaged.',
  reject: 'This is not a FIT file.',
}

function sentenceOf({ status, error_kind }: FitInspection): string {
  return error_kind === null ? states[status] : `${states[status]} (${error_kind})`
}

function linesOf(found: FitInspection, colors: Parameters<typeof pairs>[1]): readonly string[] {
  if (found.status === 'reject') return []
  const { records } = found
  const total = Object.values(found.messages_by_number).reduce((sum, count) => sum + count, 0)
  const session = found.sessions.map((one) =>
    [
      String(one.sport ?? 'unknown sport'),
      numberOf(one.start_time) === null ? 'no start' : wallTime(toRfc(one.start_time), null),
      clockTime(numberOf(one.total_timer_time_s)),
      distance(numberOf(one.total_distance_m)),
      measure(numberOf(one.avg_heart_rate), 'bpm'),
    ].join(', '),
  )
  const named = Object.keys(found.developer_fields)
  const workout = found.workout
  const steps = (workout?.steps ?? []).map((step): [string, string] => [`step ${step.step_path}`, stepWords(step)])
  return pairs(
    [
      ['messages', `${total} of ${Object.keys(found.messages_by_number).length} kinds`],
      ['records', `${records.count}: ${records.n_positions} positions, ${records.n_heart_rate} heart rates`],
      ['laps', String(found.laps)],
      ...session.map((line, index): [string, string] => [`session ${index + 1}`, line]),
      ...(workout === null ? [] : [['workout', workout.name ?? 'without a name'] as [string, string]]),
      ...steps,
      ...(named.length > 0 ? [['developer', named.join(', ')] as [string, string]] : []),
    ],
    colors,
  )
}

/** `interval, 1000 m, pace.zone 3.7 to 4.1 m/s` */
function stepWords(step: FitWorkoutStep): string {
  const times = step.iterations === null ? null : `${step.iterations} times`
  const below = step.end_compare === null ? '' : step.end_compare === 'less' ? 'below ' : 'above '
  const value = step.end_value === null ? null : `${below}${withUnit(step.end_value, step.end_unit)}`
  const end = step.end_unit === 's' || step.end_unit === 'm' ? value : [step.end_type, value].filter(Boolean).join(' ')
  const range =
    step.zone === null ? [step.low, step.high].filter((each) => each !== null).join(' to ') : `zone ${step.zone}`
  const target = [step.target_type, range, step.zone === null && range !== '' ? step.target_unit : null]
  return [
    step.kind === 'repeat' ? 'repeat' : (step.intent ?? 'step'),
    times ?? end,
    ...(step.target_type === null || step.target_type === 'no.target' ? [] : [target.filter(Boolean).join(' ')]),
    step.exercise_title ?? step.exercise_category,
    step.weight_g === null ? null : `${step.weight_g / 1000} kg`,
    step.name,
  ]
    .filter(Boolean)
    .join(', ')
}

const withUnit = (value: number, unit: string | null) => (unit === null ? String(value) : `${value} ${unit}`)
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)
const toRfc = (seconds: unknown): string => new Date(toInstant(Number(seconds) * 1000)).toISOString()
