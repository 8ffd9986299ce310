import type { z } from '@hono/zod-openapi'
import type { routes } from '../../contract/index.ts'
import {
  type ChosenItem,
  type DatasetDefinition,
  fail,
  isLocalDate,
  isWholeList,
  itemsToAsk,
  type SyncScope,
  type UserId,
} from '../../domain/index.ts'
import { daysOf } from '../days.ts'
import type { ApiServices } from './types.ts'

type Wish = z.output<(typeof routes.syncStart.request.body.content)['application/json']['schema']>

/** Wishes as the engine takes them. */
export function createScopes(services: Pick<ApiServices, 'store' | 'catalogue' | 'asked' | 'today'>) {
  const { store, catalogue, asked = catalogue } = services

  /** @throws dataset.not-found also for what is switched off: nothing asks for it */
  const datasetOf = (name: string): DatasetDefinition => {
    const found = asked.find((dataset) => dataset.name === name)
    if (found === undefined) throw fail('dataset.not-found', { value: name })
    return found
  }

  /** Garmin is asked only for items that it was seen to have. @throws request.invalid naming the field */
  const checkItem = async (userId: UserId, { dataset, key }: ChosenItem, place: number): Promise<void> => {
    const { per } = datasetOf(dataset).forms[0]
    if (per.kind === 'account' || per.kind === 'page') return
    if (per.kind !== 'item') {
      if (isLocalDate(key)) return
    } else if ((await store.ledger.find(userId, dataset, [key])).length > 0 || (await isShown(userId, per, key))) return
    const field = `items.${place}.key`
    throw fail('request.invalid', { detail: `${field}: ${dataset} has no such day or item`, field })
  }
  const isShown = async (
    userId: UserId,
    per: Extract<DatasetDefinition['forms'][0]['per'], { kind: 'item' }>,
    key: string,
  ): Promise<boolean> => {
    const shown =
      per.each === undefined ? store.ledger.find(userId, per.of, [key]) : store.ledger.entries(userId, per.of)
    return (await shown).some((entry) => !isWholeList(entry) && itemsToAsk(per, entry).includes(key))
  }

  /** @throws usage.date, usage.range, dataset.not-found, request.invalid */
  return async (userId: UserId, { sync_type, full, datasets, items, ...words }: Wish): Promise<SyncScope> => {
    const days = await daysOf(services, userId, words)
    for (const name of datasets) datasetOf(name)
    for (const [place, item] of items.entries()) await checkItem(userId, item, place)
    const unique = new Map(items.map((item) => [`${item.dataset} ${item.key}`, item]))
    return {
      ...{ sync_type, full, ...days },
      ...(datasets.length > 0 ? { datasets: [...new Set(datasets)].sort() } : {}),
      ...(items.length > 0 ? { items: [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item) } : {}),
    }
  }
}
