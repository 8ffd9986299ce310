/** What the measures need of the program besides its build: a Garmin to talk to. */
export { createSimulator } from '../src/simulator/index.ts'

export type Sources = typeof import('./sources.ts')
