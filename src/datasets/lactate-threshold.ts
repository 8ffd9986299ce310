import { defineDataset } from '../domain/index.ts'
import {
  biometricRange,
  newestOnly,
  readRows,
  threshold,
  thresholdHeartRate,
  thresholdSpeed,
} from './reading/biometric.ts'
import { get, rangeForm } from './reading/forms.ts'

const name = 'lactate_threshold'

/** Speed at the threshold; its heart rate is a range of its own, `lactate_threshold_heart_rate`. */
export const lactateThreshold = defineDataset({
  ...threshold,
  name,
  title: 'Lactate threshold, speed',
  forms: [
    biometricRange(name, 'lactateThresholdSpeed', 'RUNNING', thresholdSpeed),
    rangeForm({
      name: 'latest',
      maxDays: newestOnly,
      request: () => get('/biometric-service/biometric/latestLactateThreshold'),
      // Speed on one row, heart rate on another, its key misspelt (DATA section 6).
      read: (answer, notes) =>
        readRows(answer, name, notes, ['calendarDate'], (row) => [
          thresholdSpeed(row.real('speed')),
          thresholdHeartRate(row.real('hearRate') ?? row.real('heartRate')),
          thresholdHeartRate(row.real('heartRateCycling'), 'cycling'),
        ]),
    }),
  ],
})
