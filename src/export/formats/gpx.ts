import { type ActivityFormat, decimal, isKnown, timeText } from '../activity.ts'
import { element, xmlHead } from '../xml.ts'

/** A pause of so long begins a new segment, so that no line is drawn across it. */
const segmentMs = 60_000

/** GPX 1.1 (topografix.com/GPX/1/1), with Garmin's TrackPointExtension 1 for heart rate, cadence and temperature. */
export const gpx: ActivityFormat = {
  name: 'gpx',
  title: 'the track with times, heights, heart rate and cadence',
  mediaType: 'application/gpx+xml',
  extension: 'gpx',
  needsTrack: true,
  *write(activity) {
    const { times, values } = { times: activity.times, values: (name: string) => activity.values(name) }
    const [lat, lon] = [values('lat'), values('lon')]
    const [altitude, hr, cadence, temperature, power] = [
      values('altitude_m'),
      values('hr_bpm'),
      values('cadence_rpm'),
      values('temp_c'),
      values('power_w'),
    ]
    yield `${xmlHead}<gpx version="1.1" creator="GarminSync" xmlns="http://www.topografix.com/GPX/1/1" xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">\n`
    const first = times.find(Number.isFinite)
    if (first !== undefined) yield `<metadata>${element('time', timeText(first))}</metadata>\n`
    yield `<trk>${element('name', activity.name)}${element('desc', activity.description)}${element('type', activity.typeKey)}\n<trkseg>\n`
    let before: number | null = null
    for (let row = 0; row < times.length; row++) {
      if (!isKnown(lat?.[row]) || !isKnown(lon?.[row])) continue
      const at = times[row]!
      if (before !== null && at - before >= segmentMs) yield '</trkseg>\n<trkseg>\n'
      before = at
      const more = [
        isKnown(temperature?.[row]) ? `<gpxtpx:atemp>${decimal(temperature[row]!, 1)}</gpxtpx:atemp>` : '',
        isKnown(hr?.[row]) ? `<gpxtpx:hr>${decimal(hr[row]!, 0)}</gpxtpx:hr>` : '',
        isKnown(cadence?.[row]) ? `<gpxtpx:cad>${decimal(cadence[row]!, 0)}</gpxtpx:cad>` : '',
      ].join('')
      const power_ = isKnown(power?.[row]) ? `<power>${decimal(power[row]!, 0)}</power>` : ''
      const extensions =
        more === '' && power_ === ''
          ? ''
          : `<extensions>${power_}${more === '' ? '' : `<gpxtpx:TrackPointExtension>${more}</gpxtpx:TrackPointExtension>`}</extensions>`
      const elevation = isKnown(altitude?.[row]) ? `<ele>${decimal(altitude[row]!, 1)}</ele>` : ''
      yield `<trkpt lat="${lat[row]!.toFixed(7)}" lon="${lon[row]!.toFixed(7)}">${elevation}<time>${timeText(at)}</time>${extensions}</trkpt>\n`
    }
    yield '</trkseg>\n</trk>\n</gpx>\n'
  },
}
