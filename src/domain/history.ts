import type { DatasetDefinition } from './dataset.ts'

/**
 * True for datasets whose oldest day is where a person's history begins: measured days and activities. What others show
 * decides nothing (a gate), lies in the future or in plans, or is dated by something else than the person's days.
 */
export function tellsHistory({ forms, group }: Pick<DatasetDefinition, 'forms' | 'group'>): boolean {
  return forms.some(({ per }) => {
    if (per.kind === 'range') return per.gate === undefined && per.align === undefined && !per.aheadDays
    if (per.kind === 'day') return per.gate === null
    return per.kind === 'page' && group === 'activities'
  })
}
