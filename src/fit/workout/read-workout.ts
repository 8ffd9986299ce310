import { messagesOf, nameOf, numberAt, textAt } from '../activity/fields.ts'
import { decodeFit, type FitFile } from '../decode.ts'
import { sportName, subSportName } from '../sports.ts'
import type { FitMessage } from '../table.ts'
import { ends, equipments, exerciseCategory, intents, paced, repeats, strokes, targets } from './codes.ts'
import { nest, withPaths } from './nest.ts'
import { type Measured, measured } from './numbers.ts'
import type { FitWorkout, FitWorkoutStep } from './types.ts'

const workoutNumber = 26
const stepNumber = 27
const titleNumber = 264
const wanted = new Set([workoutNumber, stepNumber, titleNumber])
const openTarget = 2
const strokeTarget = 11
const gramsOfRaw = 10

/** The workout of a file with its steps; an activity that followed one holds it, too. Never throws for its content. */
export function readFitWorkout(bytes: Uint8Array): FitWorkout {
  return workoutOf(decodeFit(bytes, { keep: wanted }))
}

/** As `readFitWorkout`, of a file that has been decoded. Field numbers: FIT profile, messages 26, 27 and 264. */
export function workoutOf(file: FitFile): FitWorkout {
  const [head] = messagesOf(file, workoutNumber)
  const sport = head ? numberAt(head, 4) : null
  const titles = new Map(
    messagesOf(file, titleNumber).map((title) => [`${numberAt(title, 0)} ${numberAt(title, 1)}`, textAt(title, 2)]),
  )
  const steps = messagesOf(file, stepNumber)
    .map((message, at) => toFlat(message, at))
    .sort((a, b) => a.index - b.index)
  return {
    status: file.status,
    errorKind: file.errorKind,
    name: head ? textAt(head, 8) : null,
    sport: sportName(sport),
    subSport: head ? subSportName(numberAt(head, 11)) : null,
    poolLengthMeters: head ? numberAt(head, 14, 100) : null,
    declaredSteps: head ? numberAt(head, 6) : null,
    steps: withPaths(nest(steps)).map(({ path, step }) => toStep(step.message, path, sport, titles)),
  }
}

function toFlat(message: FitMessage, at: number) {
  const isRepeat = repeats[numberAt(message, 1) ?? -1] !== undefined
  return { message, index: numberAt(message, 254) ?? at, backTo: isRepeat ? numberAt(message, 2) : null }
}

function toStep(
  message: FitMessage,
  path: string,
  sport: number | null,
  titles: ReadonlyMap<string, string | null>,
): FitWorkoutStep {
  const duration = numberAt(message, 1)
  const repeat = repeats[duration ?? -1]
  const end = repeat ?? ends[duration ?? -1]
  // Of a repeat, field 2 is where it goes back to, and field 4 until when.
  const until = measured(numberAt(message, repeat ? 4 : 2), end?.measure ?? 'plain')
  const target = repeat ? nothing : targetOf(message, { type: 3, zone: 4, low: 5, high: 6 }, sport)
  const second = repeat ? nothing : targetOf(message, { type: 19, zone: 20, low: 21, high: 22 }, sport)
  const category = numberAt(message, 10)
  const exercise = numberAt(message, 11)
  const weight = numberAt(message, 12)
  return {
    step_path: path,
    kind: repeat ? 'repeat' : 'step',
    iterations: end?.name === 'iterations' ? until.value : null,
    intent: repeat ? null : nameOf(intents, numberAt(message, 7)),
    end_type: end?.name ?? (duration === null ? null : String(duration)),
    end_value: until.value,
    target_type: target.type,
    low: target.low.value,
    high: target.high.value,
    zone: target.zone,
    secondary_target_type: second.type,
    secondary_low: second.low.value,
    secondary_high: second.high.value,
    secondary_zone: second.zone,
    exercise_category: category === null ? null : exerciseCategory(category),
    weight_g: weight === null ? null : weight * gramsOfRaw,
    stroke: numberAt(message, 3) === strokeTarget ? nameOf(strokes, numberAt(message, 4)) : null,
    equipment: equipments[numberAt(message, 9) ?? 0] ?? null,
    note: textAt(message, 8),
    name: textAt(message, 0),
    end_unit: until.unit,
    end_compare: end?.compare ?? null,
    target_unit: target.low.unit ?? target.high.unit,
    secondary_unit: second.low.unit ?? second.high.unit,
    exercise_code: exercise,
    exercise_title: titles.get(`${category} ${exercise}`) ?? null,
  }
}

const none: Measured = { value: null, unit: null }
const nothing = { type: null, zone: null, low: none, high: none }

interface TargetFields {
  readonly type: number
  readonly zone: number
  readonly low: number
  readonly high: number
}

/** A zone by number, or, where that is 0 or absent, two values of the person's own. */
function targetOf(message: FitMessage, fields: TargetFields, sport: number | null) {
  const code = numberAt(message, fields.type)
  if (code === null) return nothing
  const known = targets[code]
  if (code === strokeTarget || code === openTarget) return { ...nothing, type: 'no.target' }
  const name = code === 0 && paced.has(sport ?? -1) ? 'pace.zone' : (known?.name ?? String(code))
  const zone = numberAt(message, fields.zone)
  if (zone !== null && zone !== 0) return { ...nothing, type: name, zone }
  const measure = known?.measure ?? 'plain'
  return {
    type: name,
    zone: null,
    low: measured(numberAt(message, fields.low), measure),
    high: measured(numberAt(message, fields.high), measure),
  }
}
