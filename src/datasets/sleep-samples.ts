import { defineDataset } from '../domain/index.ts'
import { nightForms } from './reading/night.ts'
import { sleepStageTable, sleepTable } from './tables/index.ts'

const name = 'sleep_samples'

/** Stages and samples of a night, for whoever has no archive of the day: a request a night. */
export const sleepSamples = defineDataset({
  name,
  title: 'Sleep through the night',
  group: 'health',
  settlesAfterDays: 3,
  insteadOf: 'wellness_fit',
  tables: [sleepTable, sleepStageTable],
  replaces: ['sleep_stage'],
  version: 1,
  source: 'DATA section 5 (`sleep`), R (stages: S)',
  forms: nightForms(name, 'sleep'),
})
