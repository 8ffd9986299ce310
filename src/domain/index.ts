/**
 * The product's nouns and rules. Pure: no files, no network, no clock of its own.
 *
 * Glossary. **account**: one Garmin account, known by its profile id (`user_id`). **dataset**: one kind of data that
 * Garmin keeps, an entry of the catalogue. **window**: days from a start to an end, both included. **request**: one
 * question to Garmin. **answer**: what came back, kept raw. **item**: the unit of the ledger: a day, an activity, a
 * snapshot. **row**: one line of a table made from answers. **original**: a file as the device wrote it. **ledger**:
 * what is known of every item. **settled / provisional**: final, or to be asked again. **job**: one run of a sync.
 * **session**: one signed-in client of ours. **token**: the credential towards Garmin.
 */

export * from './allow-list.ts'
export * from './asking.ts'
export * from './dataset.ts'
export * from './errors.ts'
export * from './exit-codes.ts'
export * from './failure.ts'
export * from './fit-activity.ts'
export * from './fit-session.ts'
export * from './fit-wellness.ts'
export * from './history.ts'
export * from './ids.ts'
export * from './instant.ts'
export * from './job.ts'
export * from './job-title.ts'
export * from './json.ts'
export * from './ledger.ts'
export * from './local-date.ts'
export * from './marks.ts'
export * from './reading.ts'
export * from './schedule.ts'
export * from './secret.ts'
export * from './session.ts'
export * from './table.ts'
export * from './token.ts'
export * from './units.ts'
