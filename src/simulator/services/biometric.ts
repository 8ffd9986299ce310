import { person, zoneFloors } from '../life/index.ts'
import { json } from '../reply.ts'
import type { Service } from '../routing.ts'
import { thresholdRoutes } from './thresholds.ts'

/** Zones that the person trains in (DATA section 2: heart rate recorded, power evidence P). */
export const biometric: Service = {
  name: 'biometric',
  host: 'connectapi',
  routes: [
    ...thresholdRoutes,
    {
      method: 'GET',
      path: '/biometric-service/heartRateZones',
      answer: () =>
        json([
          {
            trainingMethod: 'HR_MAX',
            restingHeartRateUsed: 48,
            lactateThresholdHeartRateUsed: 168,
            ...Object.fromEntries(zoneFloors.map((floor, index) => [`zone${index + 1}Floor`, floor])),
            maxHeartRateUsed: person.maxHeartRate,
            restingHrAutoUpdateUsed: true,
            sport: 'DEFAULT',
            changeState: 'UNCHANGED',
          },
        ]),
    },
    {
      method: 'GET',
      path: '/biometric-service/powerZones/sports/all',
      answer: () => json([powerZones('CYCLING', 214, [0, 0.55, 0.76, 0.91, 1.06, 1.21, 1.51])]),
    },
  ],
}

function powerZones(sport: string, ftp: number, shares: readonly number[]) {
  return {
    sport,
    functionalThresholdPower: ftp,
    ...Object.fromEntries(shares.map((share, index) => [`zone${index + 1}Floor`, String(Math.round(share * ftp))])),
    userLocalTime: null,
  }
}
