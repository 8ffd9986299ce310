import { toEpochDay } from '../../domain/index.ts'
import { wellnessFiles } from '../files/wellness-fit.ts'
import { toZip } from '../files/zip.ts'
import { hrvReadings } from '../life/index.ts'
import { badRequest, notFound, type Reply, zip } from '../reply.ts'
import { dayOf, type Service, type ServiceRequest, type World } from '../routing.ts'
import { isAlive } from './ranges.ts'

/** All files that the watch uploaded for a day; 404 when there are none (DATA section 5, `wellness_fit`). */
export const wellnessFilesService: Service = {
  name: 'wellness-files',
  host: 'connectapi',
  routes: [{ method: 'GET', path: '/download-service/files/wellness/{date}', answer: download }],
}

function download({ vars }: ServiceRequest, world: World): Reply {
  const date = dayOf(vars.date)
  if (date === null) return badRequest('Invalid date, expected yyyy-MM-dd')
  if (!isAlive(world, date)) return notFound()
  const day = world.life.day(date)
  const readings = day.sleep && day.hrv ? hrvReadings(world.life.genes, toEpochDay(date), day.sleep, day.hrv) : []
  const files = wellnessFiles(day, world.life.samples(date), readings)
  return files === null ? notFound() : zip(`${date}.zip`, toZip(files, 'stored'))
}
