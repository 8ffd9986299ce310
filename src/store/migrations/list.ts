import { firstSchema } from './0001-first-schema.ts'
import { ledgerMarks } from './0002-ledger-marks.ts'
import { answerHistory } from './0003-answer-history.ts'
import { activityStreams } from './0004-activity-streams.ts'
import { webhookDeliveries } from './0005-webhook-deliveries.ts'
import { ledgerByDay } from './0006-ledger-by-day.ts'
import { jobsTold } from './0007-jobs-told.ts'
import { arrivals } from './0008-arrivals.ts'
import type { Migration } from './types.ts'

/** All steps in order; a new one gets the next number and a line here. */
export const migrations: readonly Migration[] = [
  firstSchema,
  ledgerMarks,
  answerHistory,
  activityStreams,
  webhookDeliveries,
  ledgerByDay,
  jobsTold,
  arrivals,
]
