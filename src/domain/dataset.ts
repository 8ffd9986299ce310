import type { AccountNames, GarminRequest, Per, Target } from './asking.ts'
import type { SyncType } from './job.ts'
import type { Answer, Reading } from './reading.ts'
import type { TableDefinition } from './table.ts'

/** One way of asking for a dataset and of reading what comes. The first form that Garmin does not refuse is used. */
export interface Form {
  /** Kept with the raw answer, so that `rebuild` reads it in the same way. */
  readonly name: string
  readonly per: Per
  /** Null when it cannot be asked for this account (no display name, for instance). */
  request(target: Target, account: AccountNames): GarminRequest | null
  /**
   * Pure. Called for 200 answers; 204 and Garmin's JSON 404 mean empty before it comes here.
   * @throws garmin.unexpected-answer when the answer cannot be read at all.
   */
  read(answer: Answer, target: Target): Reading | Promise<Reading>
}

export interface DatasetDefinition {
  /** snake_case id, as in DATA.md, everywhere. */
  readonly name: string
  readonly title: string
  /** The sync type that fetches it (besides `all`). */
  readonly group: Exclude<SyncType, 'all' | 'import'>
  readonly forms: readonly [Form, ...Form[]]
  /** Days after which a day's answer is final; younger ones are provisional. */
  readonly settlesAfterDays: number
  /** Range datasets: how far back a deep pass asks again, because people and watches change the past. */
  readonly trailingDays?: number
  /**
   * A deep pass looks this dataset over again only when its last asking is at least so many days old; days that came since
   * then wait as well. Default: every deep pass.
   */
  readonly everyDays?: number
  /** Asked only for days or items where this other dataset turned out empty. */
  readonly insteadOf?: string
  /** Another dataset whose answers fill this one, too (`Reading.also`): only what they leave open is asked for. */
  readonly filledBy?: string
  /**
   * The snapshot that says how many items this list should have, in its mark `listed:17`: a difference is told when both
   * were read in one pass.
   */
  readonly countedBy?: string
  /** Stands in for another dataset: asked for only while that one is asked for by one of these forms. */
  readonly onlyWhile?: { readonly dataset: string; readonly askedBy: readonly string[] }
  /** Off until the setting `datasets` names it: private beyond the rest, or one more request for each item. */
  readonly optIn?: 'sensitive' | 'costly'
  /**
   * Nobody has shown that Garmin answers it: where Garmin knows no such request, that is told and nothing is lost, instead of
   * being a failure of every run; it is tried again as often as the dataset is looked over.
   */
  readonly unproven?: boolean
  readonly tables: readonly TableDefinition[]
  /** A table of which an answer shows everything within its window: rows that are gone upstream are marked deleted. */
  readonly mirrors?: string
  /**
   * Tables whose rows belong to one item each (the stages of a night, the steps of a workout), told by their first key
   * column: when the item changed, rows that it no longer brings are marked deleted.
   */
  readonly replaces?: readonly string[]
  /** Raised when `read` changes: tables are rebuilt from raw answers. */
  readonly version: number
  /** Where the knowledge comes from: section of DATA.md and evidence letter. */
  readonly source: string
}

export function defineDataset(dataset: DatasetDefinition): DatasetDefinition {
  return dataset
}
