import type { SettingsJson } from '../../contract/index.ts'
import { fail, isLocalDate, type LocalDate, type UserId } from '../../domain/index.ts'
import type { ApiServices } from './types.ts'

/** As the engine remembers it (PRODUCT section 2, "What a sync covers"). */
const fromKey = 'from'

/** What is fetched of an account, and who said so. */
export function createSettings({ store, catalogue, asked = catalogue, sources }: ApiServices) {
  const on = new Set(asked.map(({ name }) => name))
  const firstDayOf = async (userId: UserId): Promise<LocalDate | null> => {
    const known = await store.state.get(userId, fromKey)
    return isLocalDate(known) ? known : null
  }
  const view = async (userId: UserId): Promise<SettingsJson> => {
    const first = await firstDayOf(userId)
    return {
      first_day: { value: first, source: first === null ? 'default' : 'here' },
      pace: { value: sources?.pace.text ?? null, source: sources?.pace.source ?? 'default' },
      datasets: catalogue.map(({ name, title, group, optIn }) => ({
        dataset: name,
        title,
        group,
        on: on.has(name),
        usually: optIn === undefined,
        why_off: optIn ?? null,
        source: on.has(name) === (optIn === undefined) ? ('default' as const) : (sources?.datasets ?? 'default'),
      })),
    }
  }
  return {
    view,
    /** @throws usage.value for a day that is not earlier: what was fetched is never given up */
    change: async (userId: UserId, { first_day }: { first_day: LocalDate }): Promise<SettingsJson> => {
      const known = await firstDayOf(userId)
      if (known !== null && first_day > known)
        throw fail('request.invalid', {
          detail: `first_day: it is ${known} already, and only an earlier day makes a difference`,
          field: 'first_day',
        })
      await store.state.set(userId, fromKey, first_day)
      return view(userId)
    },
  }
}
