import { type AccountNames, type LocalDate, toFailure, type UserId } from '../domain/index.ts'
import type { ApiClient } from '../garmin/index.ts'
import { type Surveyed, survey } from '../sync/index.ts'
import type { Check } from './doctor.ts'
import type { UpkeepOptions } from './upkeep.ts'

export interface DoctorGarminOptions extends Pick<UpkeepOptions, 'store' | 'catalogue'> {
  readonly openApi: (userId: UserId, options: { maxWaitMs: number; onEvent: () => void }) => Promise<ApiClient>
  readonly accountNames: (userId: UserId) => Promise<AccountNames>
  readonly today: (userId: UserId) => Promise<LocalDate>
}

/** Few enough to wait for, and not so long that somebody thinks it hangs. */
const maxWaitMs = 60_000
/** More paths than these fill a screen. */
const mostPaths = 8

/**
 * Compares today's answers with what the readers look for: one small question for each dataset of each account that is
 * signed in. Keeps nothing, and never throws.
 */
export async function examineGarmin(options: DoctorGarminOptions, signal: AbortSignal): Promise<Check[]> {
  const checks: Check[] = []
  for (const { user_id: userId } of await options.store.accounts.list()) {
    let api: ApiClient | null = null
    try {
      api = await options.openApi(userId, { maxWaitMs, onEvent: () => undefined })
      const account = await options.accountNames(userId)
      const today = await options.today(userId)
      for await (const found of survey({ ...options, userId, account, today, api, signal }))
        if (found.state !== 'not-asked') checks.push(toCheck(userId, found))
    } catch (thrown) {
      const failure = toFailure(thrown)
      checks.push({ name: `garmin ${userId}`, state: 'problem', detail: failure.message, fix: failure.hint })
    } finally {
      await api?.close()
    }
  }
  return checks
}

function toCheck(userId: UserId, { dataset, state, details }: Surveyed): Check {
  const name = `garmin ${userId} ${dataset}`
  const rest = details.length > mostPaths ? `, and ${details.length - mostPaths} more` : ''
  const words = details.slice(0, mostPaths).join(', ') + rest
  if (state === 'changed')
    return {
      name,
      state: 'problem',
      detail: `the answer is not as expected: ${words}`,
      fix: 'Nothing is lost: answers are kept as they come, and a version that reads them makes the tables anew. Please report it.',
    }
  if (state === 'failed')
    return { name, state: 'warning', detail: words, fix: 'A sync goes on with the rest, and asks for it again.' }
  if (state === 'empty') return { name, state: 'ok', detail: 'Garmin has nothing here', fix: null }
  return { name, state: 'ok', detail: words === '' ? 'as expected' : `as expected; ${words}`, fix: null }
}
