import type { LocalDate } from '../../domain/index.ts'
import { bareInteger } from '../json-text.ts'
import { type DayTruth, devices, quartersOf } from '../life/index.ts'
import { badRequest, json, type Reply } from '../reply.ts'
import { dayOf, type Service, type ServiceRequest, type World } from '../routing.ts'
import { instantText } from '../texts.ts'
import { bodyBatteryEvents } from './day-shapes.ts'

/** What happened on a day: body battery events, and movement that the watch noticed (DATA section 5). */
export const wellnessEvents: Service = {
  name: 'wellness-events',
  host: 'connectapi',
  routes: [
    { method: 'GET', path: '/wellness-service/wellness/bodyBattery/events/{date}', answer: batteryEvents },
    { method: 'GET', path: '/wellness-service/wellness/dailyEvents', query: ['calendarDate!'], answer: dayEvents },
  ],
}

function batteryEvents({ vars }: ServiceRequest, { life }: World): Reply {
  return eventsOf(dayOf(vars.date), (date) =>
    bodyBatteryEvents(life.day(date)).map(({ eventType, startUtc, offsetS, durationMs, impact, activity }) => ({
      event: {
        eventType,
        eventStartTimeGmt: instantText(startUtc),
        timezoneOffset: offsetS * 1000,
        durationInMilliseconds: durationMs,
        bodyBatteryImpact: impact,
        feedbackType: 'NONE',
        shortFeedback: 'NONE',
        deviceId: devices.watch.id,
      },
      activityName: activity?.name ?? null,
      activityType: activity?.sport.typeKey ?? null,
      activityId: activity ? bareInteger(activity.id) : null,
      averageStress: null,
      stressValuesArray: null,
      bodyBatteryValuesArray: null,
    })),
  )
}

function dayEvents({ query }: ServiceRequest, { life }: World): Reply {
  return eventsOf(dayOf(query.get('calendarDate')), (date) => walks(life.genes, life.day(date)))
}

/** Quarters of an hour full of steps, outside of what was recorded. */
function walks(genes: Parameters<typeof quartersOf>[0], day: DayTruth) {
  return quartersOf(genes, day)
    .filter(({ level, steps }) => level === 'active' && steps > 260)
    .map(({ startUtc, endUtc }) => ({
      activityType: 'walking',
      duration: (endUtc - startUtc) / 60_000,
      startTimestampGMT: instantText(startUtc),
      endTimestampGMT: instantText(endUtc),
      startTimestampLocal: instantText(startUtc + day.startOffsetS * 1000),
      endTimestampLocal: instantText(endUtc + day.startOffsetS * 1000),
    }))
}

function eventsOf(date: LocalDate | null, read: (date: LocalDate) => unknown): Reply {
  return date === null ? badRequest('Invalid date, expected yyyy-MM-dd') : json(read(date))
}
