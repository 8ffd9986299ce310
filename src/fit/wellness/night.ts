import type { FitWellness } from '../../domain/index.ts'
import { messagesOf, numberAt, timeAt } from '../activity/fields.ts'
import type { FitFile } from '../decode.ts'
import { profileMessage } from '../profile/all.ts'

export const [assessment, hrvSummary, skinTemperature, napEvent] = [346, 370, 398, 412]
const overall = 6
/** Of the assessment's fields, those that are scores. */
const scoreFields = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14]
const secondsOfMinute = 60

/** What a watch itself says of a night and of naps. Fields and scales: WELLNESS-MESSAGES sections 3 to 5. */
export function readNight(file: FitFile): Pick<FitWellness, 'night' | 'hrv' | 'skinTemperature' | 'naps'> {
  const last = (number: number) => messagesOf(file, number).at(-1)
  const [scores, hrv, skin] = [last(assessment), last(hrvSummary), last(skinTemperature)]
  const names = new Map(profileMessage(assessment)?.fields.map(({ number, name }) => [number, name]))
  return {
    night: scores
      ? {
          // Names and what the app shows contradict each other for some of them (evidence C): all are kept by name.
          scores: Object.fromEntries(
            scoreFields.flatMap((field) => {
              const value = numberAt(scores, field)
              return value === null ? [] : [[names.get(field) ?? `field_${field}`, value] as const]
            }),
          ),
          overallScore: numberAt(scores, overall),
          awakenings: numberAt(scores, 11),
          averageStress: numberAt(scores, 15, 100),
        }
      : null,
    hrv: hrv
      ? {
          at: timeAt(hrv, 253),
          weeklyAverage: numberAt(hrv, 0, 128),
          lastNightAverage: numberAt(hrv, 1, 128),
          lastNight5MinHigh: numberAt(hrv, 2, 128),
          baselineLowUpper: numberAt(hrv, 3, 128),
          balancedLow: numberAt(hrv, 4, 128),
          balancedUpper: numberAt(hrv, 5, 128),
          status: numberAt(hrv, 6),
        }
      : null,
    skinTemperature: skin
      ? {
          at: timeAt(skin, 253),
          deviation: numberAt(skin, 1),
          deviation7d: numberAt(skin, 2),
          nightly: numberAt(skin, 4),
        }
      : null,
    naps: messagesOf(file, napEvent).flatMap((nap) => {
      const start = timeAt(nap, 0)
      if (start === null) return []
      const offset = (field: number) => {
        const minutes = numberAt(nap, field)
        return minutes === null ? null : minutes * secondsOfMinute
      }
      return [
        {
          start,
          end: timeAt(nap, 2),
          startOffsetSeconds: offset(1),
          endOffsetSeconds: offset(3),
          isDeleted: numberAt(nap, 5) === 1,
          feedback: numberAt(nap, 4),
          source: numberAt(nap, 6),
          updated: timeAt(nap, 7),
        },
      ]
    }),
  }
}
