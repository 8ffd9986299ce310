import type { AccountNames, DatasetDefinition, Form, Instant, LedgerEntry, LocalDate, Target } from '../domain/index.ts'
import type { LedgerView } from './ledger-view.ts'

/** Why a request is planned. */
export type Reason =
  | 'missing'
  | 'failed'
  | 'provisional'
  | 'trailing'
  | 'changed'
  | 'snapshot'
  | 'list'
  | 'probe'
  | 'archived'

export interface PlannedRequest {
  readonly dataset: DatasetDefinition
  readonly form: Form
  readonly target: Target
  readonly reason: Reason
}

/** What Garmin taught us about asking for a dataset: forms it refuses, and spans or pages it finds too large. */
export interface FormMemory {
  readonly refused: readonly string[]
  readonly cap: number | null
}

/** Pages of a list that were answered, by start. */
export interface KnownPage {
  readonly start: number
  readonly asked_at: Instant
  readonly rows: number
}

/** What a person picked; everything else is left alone. */
export interface Chosen {
  /** Whatever is open of these is wanted, also what would wait or is too dear by itself. */
  readonly datasets: ReadonlySet<string>
  /** What those hang on: wanted as far as it is not known. */
  readonly roots: ReadonlySet<string>
  /** Days and items by dataset, wanted unless they are there and settled. */
  readonly items: ReadonlyMap<string, ReadonlySet<string>>
}

export interface PlanInput {
  /** Every dataset there is; those outside `groups` serve as gates only. */
  readonly catalogue: readonly DatasetDefinition[]
  readonly groups: ReadonlySet<string>
  /** Only this of them; null = all. */
  readonly chosen: Chosen | null
  /** Groups whose settled past is looked over again as well (trailing windows, provisional days, lists). */
  readonly deep: ReadonlySet<string>
  /** A probe found that nothing is new at Garmin's: days that came since they were last asked about wait. */
  readonly quiet: boolean
  readonly account: AccountNames
  readonly today: LocalDate
  /** First and last day wanted; null = as far as there is data, and today. */
  readonly from: LocalDate | null
  readonly to: LocalDate | null
  /** Start of this run: what was asked since then is not asked again. */
  readonly epoch: Instant
  readonly ledger: LedgerView
  readonly forms: ReadonlyMap<string, FormMemory>
  readonly pages: ReadonlyMap<string, readonly KnownPage[]>
}

export interface Plan {
  /** In the order in which they should leave: what others depend on first, then newest first. */
  readonly requests: readonly PlannedRequest[]
  /** What follows from other answers without asking (a day that its gate shows to be empty). */
  readonly derived: readonly LedgerEntry[]
  /** What comes back decides what else there is to ask. */
  readonly opensMore: boolean
}

/** What one dataset adds to a plan. */
export interface PlanPart {
  readonly requests: PlannedRequest[]
  readonly derived: LedgerEntry[]
}
