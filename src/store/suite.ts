import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { buildChildProgram, type ChildProgram } from './testing/child.ts'
import type { Place, Places } from './testing/places.ts'
import { arrivalSuite } from './testing/suites/arrivals.ts'
import { identitySuite } from './testing/suites/identity.ts'
import { jobSuite } from './testing/suites/jobs.ts'
import { keepSuite } from './testing/suites/keep.ts'
import { ledgerSuite } from './testing/suites/ledger.ts'
import { lookingSuite } from './testing/suites/looking.ts'
import { originalsSuite } from './testing/suites/originals.ts'
import { processSuite } from './testing/suites/processes.ts'
import { rowSuite } from './testing/suites/rows.ts'
import { schemaSuite } from './testing/suites/schema.ts'
import { shadowSuite } from './testing/suites/shadow.ts'
import { webhookSuite } from './testing/suites/webhooks.ts'

/** Everything that a store promises, whatever database it stands on. Each test has a place of its own. */
export function storeSuite(name: string, createPlaces: () => Places): void {
  describe(name, () => {
    const places = createPlaces()
    let program: ChildProgram | null = null
    const newPlace = (): Promise<Place> => places.new()
    const child: ChildProgram['start'] = (task) => {
      if (program === null) throw new Error('the program is built before the tests')
      return program.start(task)
    }
    beforeAll(async () => {
      program = await buildChildProgram()
    })
    afterEach(() => places.clear())
    afterAll(() => program?.clear())

    describe('accounts, sessions and tokens', () => identitySuite(newPlace))
    describe('keep', () => keepSuite(newPlace))
    describe('arrivals', () => arrivalSuite(newPlace))
    describe('rows', () => rowSuite(newPlace))
    describe('ledger', () => ledgerSuite(newPlace))
    describe('looking', () => lookingSuite(newPlace))
    describe('originals', () => originalsSuite(newPlace))
    describe('jobs', () => jobSuite(newPlace))
    describe('webhooks', () => webhookSuite(newPlace))
    describe('schema', () => schemaSuite(newPlace))
    describe('shadow', () => shadowSuite(newPlace))
    describe('several processes', () => processSuite(newPlace, child))
  })
}
