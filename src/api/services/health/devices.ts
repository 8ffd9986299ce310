import type { HealthSeriesJson } from '../../../contract/index.ts'
import type { LocalDate, UserId } from '../../../domain/index.ts'
import type { Store } from '../../../store/index.ts'
import type { KnownTable } from '../../tables.ts'

/**
 * The days on which a device that the account did not have before recorded its first activity: of the very first one there
 * is nothing to tell. By activities, because of these alone every answer names the device (DATA section 3).
 */
export async function readDevices(
  { rows }: Pick<Store, 'rows'>,
  tables: ReadonlyMap<string, KnownTable>,
  userId: UserId,
): Promise<HealthSeriesJson['devices']> {
  const [activity, device] = [tables.get('activity')?.table, tables.get('device')?.table]
  if (activity === undefined) return []
  const firsts = await rows.firsts({ table: activity, userId, column: 'device_id', time: 'start_local' })
  const [, ...later] = firsts
    .filter(({ first }) => first !== null)
    .sort((a, b) => ((a.first ?? '') < (b.first ?? '') ? -1 : 1))
  if (later.length === 0) return []
  const known = device === undefined ? [] : (await rows.page({ table: device, userId })).rows
  return later.map(({ value, first }) => ({
    day: (first ?? '').slice(0, 10) as LocalDate,
    device_id: value,
    name: (known.find(({ device_id }) => device_id === value)?.name ?? null) as string | null,
  }))
}
