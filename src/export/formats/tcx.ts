import {
  type ActivityFormat,
  decimal,
  type ExportedActivity,
  type ExportedLap,
  isKnown,
  timeText,
} from '../activity.ts'
import { element, xmlHead, xmlText } from '../xml.ts'

/** Training Center Database v2, which knows three sports, with ActivityExtension 2 for speed and power. */
export const tcx: ActivityFormat = {
  name: 'tcx',
  title: 'laps with their points',
  mediaType: 'application/vnd.garmin.tcx+xml',
  extension: 'tcx',
  needsTrack: false,
  *write(activity) {
    const { times } = activity
    const start = times.find(Number.isFinite) ?? 0
    yield `${xmlHead}<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2" xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2">\n`
    yield `<Activities>\n<Activity Sport="${sportOf(activity.typeKey)}">\n${element('Id', timeText(start))}\n`
    const laps = activity.laps.length > 0 ? activity.laps : [wholeOf(activity)]
    let row = 0
    for (const [at, lap] of laps.entries()) {
      const end = laps[at + 1]?.startUtc ?? Number.POSITIVE_INFINITY
      yield `<Lap StartTime="${timeText(lap.startUtc ?? times[row] ?? start)}">\n${lapHead(lap)}\n<Track>\n`
      for (; row < times.length && (times[row]! < end || at === laps.length - 1); row++) yield point(activity, row)
      yield '</Track>\n</Lap>\n'
    }
    // The schema has notes before the creator.
    const note = [activity.name, activity.description].filter((text) => text !== null).join('\n')
    if (note !== '') yield `${element('Notes', note)}\n`
    if (activity.deviceName !== null)
      yield `<Creator xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Device_t"><Name>${xmlText(activity.deviceName)}</Name><UnitId>0</UnitId><ProductID>0</ProductID><Version><VersionMajor>0</VersionMajor><VersionMinor>0</VersionMinor></Version></Creator>\n`
    yield '</Activity>\n</Activities>\n</TrainingCenterDatabase>\n'
  },
}

function sportOf(typeKey: string | null): string {
  if (typeKey !== null && /run/.test(typeKey)) return 'Running'
  return typeKey !== null && /cycl|bik|bmx|ride/.test(typeKey) ? 'Biking' : 'Other'
}

/** Files without a lap are one lap. */
function wholeOf({ times, values }: ExportedActivity): ExportedLap {
  const [first = 0, last = 0] = [times[0], times.at(-1)]
  return {
    startUtc: first,
    timerS: (last - first) / 1000,
    elapsedS: (last - first) / 1000,
    distanceM: values('distance_m')?.findLast(Number.isFinite) ?? null,
    avgSpeedMps: null,
    maxSpeedMps: null,
    avgHrBpm: null,
    maxHrBpm: null,
    kcal: null,
    intensity: null,
    trigger: null,
  }
}

/** What the schema demands of a lap is always there; the rest where it is known. */
function lapHead(lap: ExportedLap): string {
  const number = (value: number | null, digits: number) => (isKnown(value) ? decimal(value, digits) : null)
  const beats = (name: string, value: number | null) =>
    isKnown(value) ? `<${name}><Value>${decimal(value, 0)}</Value></${name}>` : ''
  return [
    element('TotalTimeSeconds', number(lap.timerS ?? lap.elapsedS, 3) ?? '0'),
    element('DistanceMeters', number(lap.distanceM, 2) ?? '0'),
    element('MaximumSpeed', number(lap.maxSpeedMps, 3)),
    element('Calories', number(lap.kcal, 0) ?? '0'),
    beats('AverageHeartRateBpm', lap.avgHrBpm),
    beats('MaximumHeartRateBpm', lap.maxHrBpm),
    element('Intensity', lap.intensity === 'rest' || lap.intensity === 'recovery' ? 'Resting' : 'Active'),
    element('TriggerMethod', triggers[lap.trigger ?? ''] ?? 'Manual'),
  ].join('')
}

const triggers: Readonly<Record<string, string>> = {
  time: 'Time',
  distance: 'Distance',
  position_start: 'Location',
  position_lap: 'Location',
  position_waypoint: 'Location',
  position_marked: 'Location',
}

function point({ times, values }: ExportedActivity, row: number): string {
  const number = (channel: string) => values(channel)?.[row]
  const one = (name: string, channel: string, digits: number) => {
    const value = number(channel)
    return isKnown(value) ? `<${name}>${decimal(value, digits)}</${name}>` : ''
  }
  const [lat, lon, hr] = [number('lat'), number('lon'), number('hr_bpm')]
  const position =
    isKnown(lat) && isKnown(lon)
      ? `<Position><LatitudeDegrees>${lat.toFixed(7)}</LatitudeDegrees><LongitudeDegrees>${lon.toFixed(7)}</LongitudeDegrees></Position>`
      : ''
  const beats = isKnown(hr) ? `<HeartRateBpm><Value>${decimal(hr, 0)}</Value></HeartRateBpm>` : ''
  const more = one('ns3:Speed', 'speed_mps', 3) + one('ns3:Watts', 'power_w', 0)
  const extensions = more === '' ? '' : `<Extensions><ns3:TPX>${more}</ns3:TPX></Extensions>`
  return `<Trackpoint><Time>${timeText(times[row]!)}</Time>${position}${one('AltitudeMeters', 'altitude_m', 1)}${one('DistanceMeters', 'distance_m', 2)}${beats}${one('Cadence', 'cadence_rpm', 0)}${extensions}</Trackpoint>\n`
}
