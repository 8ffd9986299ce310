import { page } from './markdown.mjs'

/** @param {import('./sources.ts').Sources} sources */
export function jobsPage({ jobTransitions }) {
  const arrows = Object.entries(jobTransitions).flatMap(([event, { from, to }]) =>
    from.map((state) => `  ${state} --> ${to}: ${event}`),
  )
  const ends = new Set(Object.values(jobTransitions).map((rule) => rule.to))
  for (const rule of Object.values(jobTransitions)) for (const state of rule.from) ends.delete(state)
  return page(
    'States of a job',
    'A sync is a job. These are all the transitions that exist; the store refuses any other.',
    [
      '```mermaid',
      'stateDiagram-v2',
      '  [*] --> pending',
      ...arrows,
      ...[...ends].map((end) => `  ${end} --> [*]`),
      '```',
    ].join('\n'),
    'A job whose process died stays `running` and is taken over by the next one.',
  )
}
