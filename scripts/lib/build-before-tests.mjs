// vitest's global setup for the tests that run the built program, however they were started.
import { ensureBuilt } from './built.mjs'

export async function setup() {
  await ensureBuilt()
}
