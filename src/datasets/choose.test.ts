import { describe, expect, it } from 'vitest'
import { readFitActivity, readFitWellness } from '../fit/index.ts'
import { chooseDatasets, createCatalogue } from './index.ts'

const catalogue = createCatalogue({ readFitActivity, readFitWellness })
const diary = { ...catalogue[0]!, name: 'diary', optIn: 'sensitive' as const }
const all = [...catalogue, diary]
const names = (choice: Parameters<typeof chooseDatasets>[1]) => chooseDatasets(all, choice).map(({ name }) => name)

describe('what is fetched', () => {
  it('leaves out what is off until it is named', () => {
    expect(names({ datasets: [], samples: 'zip' })).not.toContain('diary')
    expect(names({ datasets: ['diary'], samples: 'zip' })).toContain('diary')
  })

  it('leaves out what is named with a minus', () => {
    expect(names({ datasets: ['-weight'], samples: 'zip' })).not.toContain('weight')
  })

  it('refuses a name that is none', () => {
    expect(() => names({ datasets: ['dairy'], samples: 'zip' })).toThrow('there is no dataset dairy')
  })

  it('takes samples from archives and asks for JSON only in their place, or the other way round', () => {
    const find = (samples: 'zip' | 'json') =>
      chooseDatasets(all, { datasets: [], samples }).filter(({ insteadOf }) => insteadOf !== undefined)
    expect(find('zip').map(({ name }) => name)).toContain('heart_rate_samples')
    expect(names({ datasets: [], samples: 'zip' })).toContain('wellness_fit')
    expect(find('json')).toEqual([])
    expect(names({ datasets: [], samples: 'json' })).toContain('heart_rate_samples')
    expect(names({ datasets: [], samples: 'json' })).not.toContain('wellness_fit')
  })
})
