import type { FitSet } from '../../domain/index.ts'
import type { FitFile } from '../decode.ts'
import { messagesOf, nameOf, numberAt, timeAt } from './fields.ts'

export const setNumber = 225
const types = { 0: 'rest', 1: 'active' }
const gramsOfKilogram = 1000

/** Sets of strength training in file order. Weight is in sixteenths of a kilogram (`profile/activity.ts`). */
export function readSets(file: Pick<FitFile, 'tables'>): FitSet[] {
  return messagesOf(file, setNumber).map((message) => {
    const kilograms = numberAt(message, 4, 16)
    return {
      startTime: timeAt(message, 6) ?? timeAt(message, 254),
      durationSeconds: numberAt(message, 0, 1000),
      type: nameOf(types, numberAt(message, 5)),
      repetitions: numberAt(message, 3),
      weightGrams: kilograms === null ? null : kilograms * gramsOfKilogram,
      categoryCode: numberAt(message, 7),
      exerciseCode: numberAt(message, 8),
      workoutStepIndex: numberAt(message, 11),
    }
  })
}
