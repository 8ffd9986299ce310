import { createFitWriter, type FitWriter, fitTime, semicircles } from '../fit-writer.ts'
import { type ActivityTruth, devices, sports } from '../life/index.ts'
import { fileTypes, fit, garmin } from './messages.ts'

const timer = { event: 0, start: 0, stopAll: 4 }
const lapEvent = 9
const sessionEvent = 8
const stop = 1
/** A short-course pool; swims of the life end at its wall. */
const poolM = 25

/** The file that the watch wrote; a multisport activity holds a session for each leg. Manual activities have none. */
export function activityFit(activity: ActivityTruth): Uint8Array {
  const writer = createFitWriter()
  const device = activity.deviceId === devices.bikeComputer.id ? devices.bikeComputer : devices.watch
  const start = fitTime(activity.startUtc)
  const end = fitTime(activity.startUtc + activity.elapsedS * 1000)
  writer.add(fit.fileId, fileTypes.activity, garmin, device.product, device.id, start, null)
  writer.add(fit.deviceInfo, start, 0, device.id, garmin, device.product, Math.round(Number(device.firmware) * 100))
  writer.add(fit.event, start, timer.event, timer.start)
  const parts = activity.legs.length > 0 ? activity.legs : [activity]
  for (const part of parts) writeRecords(writer, part)
  writer.add(fit.event, end, timer.event, timer.stopAll)
  let firstLap = 0
  const laps = parts.map((part) => {
    const count = writeLaps(writer, part, firstLap)
    firstLap += count
    return { first: firstLap - count, count }
  })
  for (const [index, part] of parts.entries()) writeSession(writer, part, index, laps[index] ?? { first: 0, count: 0 })
  const kind = parts.length > 1 ? 1 : 0
  writer.add(fit.activity, end, activity.timerS * 1000, parts.length, kind, 26, stop, end + activity.offsetS)
  return writer.finish()
}

function writeRecords(writer: FitWriter, part: ActivityTruth): void {
  if (!part.records) return
  const { stepS, heartRate } = part.records
  const pauseS = Math.round(part.elapsedS - part.timerS)
  const middle = Math.floor(heartRate.length / 2)
  const start = fitTime(part.startUtc)
  // A loop around the start, as wide as the distance asks for; a degree of latitude is 111 km.
  const radius = (part.distanceM ?? 0) / (2 * Math.PI) / 111_000
  const squeeze = Math.cos((part.place.lat * Math.PI) / 180)
  const cadence = part.cadence === null ? null : Math.round(part.sport.onFoot ? part.cadence / 2 : part.cadence)
  const speed = part.distanceM === null ? null : Math.round((part.distanceM / part.timerS) * 1000)
  for (let index = 0; index < heartRate.length; index++) {
    const pause = index >= middle ? pauseS : 0
    if (index === middle && pause > 0) {
      writer.add(fit.event, start + index * stepS, timer.event, timer.stopAll)
      writer.add(fit.event, start + index * stepS + pause, timer.event, timer.start)
    }
    const at = start + index * stepS + pause
    const share = heartRate.length === 1 ? 1 : index / (heartRate.length - 1)
    const distance = part.distanceM === null ? null : Math.round(part.distanceM * share * 100)
    const bpm = heartRate[index] ?? null
    if (!part.sport.hasPositions) {
      writer.add(fit.record, at, bpm, cadence, distance)
      continue
    }
    const angle = 2 * Math.PI * share
    const lat = part.place.lat + radius * Math.sin(angle)
    const lon = part.place.lon + (radius * (1 - Math.cos(angle))) / squeeze
    const altitude = 42 + ((part.ascentM ?? 0) / 2) * (1 - Math.cos(angle * 2)) * 0.5
    const height = Math.round((altitude + 500) * 5)
    writer.add(fit.recordWithPosition, at, semicircles(lat), semicircles(lon), height, bpm, cadence, distance, speed)
  }
}

/** Laps of a kilometre or less evenly divided; pools hold lengths, strength holds sets. */
function writeLaps(writer: FitWriter, part: ActivityTruth, firstLap: number): number {
  const km = part.distanceM === null ? 1 : part.distanceM / 1000
  const count = Math.max(1, Math.min(12, Math.floor(part.sport === sports.cycling ? km / 10 : km)))
  const start = fitTime(part.startUtc)
  const cut = (total: number, index: number) => Math.round((total * index) / count)
  for (let index = 0; index < count; index++) {
    const piece = (total: number | null) => (total === null ? null : cut(total, index + 1) - cut(total, index))
    const began = start + Math.round(cut(part.elapsedS * 1000, index) / 1000)
    const ended = start + Math.round(cut(part.elapsedS * 1000, index + 1) / 1000)
    const elapsed = piece(Math.round(part.elapsedS * 1000))
    const timed = piece(Math.round(part.timerS * 1000))
    const meters = part.distanceM === null ? null : piece(Math.round(part.distanceM * 100))
    const beats = [part.avgHr, part.maxHr]
    const values = [meters, piece(part.kcal), ...beats, part.cadence === null ? null : halfOnFoot(part), 0]
    writer.add(fit.lap, firstLap + index, ended, lapEvent, stop, began, elapsed, timed, ...values, part.sport.fitSport)
  }
  if (part.sport === sports.lap_swimming && part.distanceM !== null) writeLengths(writer, part, part.distanceM)
  if (part.sport === sports.strength_training) writeSets(writer, part)
  return count
}

function writeLengths(writer: FitWriter, part: ActivityTruth, meters: number): void {
  const count = Math.round(meters / poolM)
  const ms = Math.floor((part.timerS * 1000) / count)
  for (let index = 0; index < count; index++) {
    const began = fitTime(part.startUtc + index * ms)
    const ended = fitTime(part.startUtc + (index + 1) * ms)
    writer.add(fit.length, index, ended, 28, stop, began, ms, ms, 14 + (index % 4), 0, 1)
  }
}

function writeSets(writer: FitWriter, part: ActivityTruth): void {
  const ms = 75_000
  const count = Math.floor((part.timerS * 1000) / ms)
  for (let index = 0; index < count; index++) {
    const active = index % 2 === 0
    const began = fitTime(part.startUtc + index * ms)
    const reps = active ? 6 + (index % 7) : null
    writer.add(fit.set, began + 75, ms, reps, active ? 20 * 16 : null, active ? 1 : 0, began, index)
  }
}

function writeSession(
  writer: FitWriter,
  part: ActivityTruth,
  index: number,
  laps: { readonly first: number; readonly count: number },
): void {
  const end = fitTime(part.startUtc + part.elapsedS * 1000)
  const times = [Math.round(part.elapsedS * 1000), Math.round(part.timerS * 1000)]
  const meters = part.distanceM === null ? null : Math.round(part.distanceM * 100)
  const place = part.sport.hasPositions ? [semicircles(part.place.lat), semicircles(part.place.lon)] : [null, null]
  const speeds = [
    part.distanceM === null ? null : Math.round((part.distanceM / part.timerS) * 1000),
    part.maxSpeedMps === null ? null : Math.round(part.maxSpeedMps * 1000),
  ]
  const lengths =
    part.sport === sports.lap_swimming && part.distanceM !== null ? Math.round(part.distanceM / poolM) : null
  const pool = lengths === null ? [] : [lengths, poolM * 100, lengths]
  const effect = part.trainingEffect === null ? null : Math.round(part.trainingEffect * 10)
  const cadence = part.cadence === null ? null : halfOnFoot(part)
  const sport = [part.sport.fitSport, part.sport.fitSubSport]
  const heart = [part.avgHr, part.maxHr]
  const climb = [part.ascentM, part.descentM]
  const head = [index, end, sessionEvent, stop, fitTime(part.startUtc), ...sport, ...times, meters, part.kcal]
  writer.add(
    fit.session,
    ...head,
    ...heart,
    cadence,
    ...climb,
    effect,
    laps.first,
    laps.count,
    0,
    ...place,
    ...speeds,
    ...pool,
  )
}

/** FIT counts strides where Garmin Connect counts steps. */
function halfOnFoot(part: ActivityTruth): number | null {
  if (part.cadence === null) return null
  return part.sport.onFoot ? Math.round(part.cadence / 2) : part.cadence
}
