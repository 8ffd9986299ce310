import { defineDataset } from '../domain/index.ts'
import { biometricRange, threshold, thresholdHeartRate } from './reading/biometric.ts'

const name = 'lactate_threshold_heart_rate'

export const lactateThresholdHeartRate = defineDataset({
  ...threshold,
  name,
  title: 'Lactate threshold, heart rate',
  forms: [biometricRange(name, 'lactateThresholdHeartRate', 'RUNNING', thresholdHeartRate)],
})
