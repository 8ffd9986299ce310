import type { DayTruth } from '../life/index.ts'

/** Percentage to two places; 0 of nothing. */
export const pct = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((10_000 * part) / whole) / 100)
export const qualifier = (avg: number) => (avg <= 25 ? 'CALM' : avg <= 40 ? 'BALANCED' : 'STRESSFUL')

/** Wall clock at the end of what is known of the day; on a day of travel that is the clock of the place of arrival. */
export function endLocal(day: DayTruth): number {
  const over = day.startUtc + day.elapsedS * 1000 >= day.endUtc
  return day.startUtc + (day.elapsedS + (over ? day.endOffsetS : day.startOffsetS)) * 1000
}

/** Body battery events of the day: the night, and what was done. */
export function bodyBatteryEvents(day: DayTruth) {
  const night = day.sleep
    ? [
        {
          eventType: 'SLEEP',
          startUtc: day.sleep.startUtc,
          offsetS: day.sleep.startOffsetS,
          durationMs: day.sleep.endUtc - day.sleep.startUtc,
          impact: day.wellness?.bodyBattery.duringSleep ?? 0,
          activity: null,
        },
      ]
    : []
  const done = day.activities
    .filter((activity) => !activity.manual && !activity.twinOf)
    .map((activity) => ({
      eventType: 'ACTIVITY',
      startUtc: activity.startUtc,
      offsetS: activity.offsetS,
      durationMs: Math.round(activity.elapsedS * 1000),
      impact: -Math.round(activity.timerS / 400),
      activity,
    }))
  return [...night, ...done]
}
