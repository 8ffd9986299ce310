import type { Kysely } from 'kysely'
import type { Database } from '../database.ts'
import type { Dialect } from '../dialects/types.ts'

/** One step of the schema, forward only, never edited once released. */
export interface Migration {
  readonly version: number
  readonly name: string
  up(db: Kysely<Database>, dialect: Pick<Dialect, 'types' | 'tableEnd'>): Promise<void>
}
