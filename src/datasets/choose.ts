import { type DatasetDefinition, fail } from '../domain/index.ts'

/** Where samples within the day come from: the watch's own files, or Garmin's JSON for each kind. */
export type SampleSource = 'zip' | 'json'

export function isSampleSource(text: unknown): text is SampleSource {
  return text === 'zip' || text === 'json'
}

export interface Choice {
  /** Datasets that are off until they are named; with `-` before the name, one that is left out. */
  readonly datasets: readonly string[]
  readonly samples: SampleSource
}

/** The dataset of which JSON samples are the stand-in. */
const sampleFiles = 'wellness_fit'

/**
 * The datasets that are on. With `zip`, JSON samples are asked for only where the day's archive turned out empty; with
 * `json`, for every day that holds data, and archives not at all. @throws settings.invalid for a name that is none
 */
export function chooseDatasets(
  catalogue: readonly DatasetDefinition[],
  { datasets, samples }: Choice,
): readonly DatasetDefinition[] {
  for (const word of datasets) {
    const name = word.replace(/^-/, '')
    if (!catalogue.some((dataset) => dataset.name === name))
      throw fail('settings.invalid', { name: 'datasets', detail: `there is no dataset ${name}.` })
  }
  const on = catalogue.filter(
    ({ name, optIn }) => !datasets.includes(`-${name}`) && (optIn === undefined || datasets.includes(name)),
  )
  if (samples === 'zip') return on
  return on.filter(({ name }) => name !== sampleFiles).map(withoutArchives)
}

function withoutArchives(dataset: DatasetDefinition): DatasetDefinition {
  if (dataset.insteadOf !== sampleFiles) return dataset
  const { insteadOf: _, ...alone } = dataset
  return alone
}
