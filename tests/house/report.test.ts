import { describe, expect, test } from 'vitest'
import { countReport, countWithSecondLook, failedFiles, inWords, sum } from '../../scripts/lib/report.mjs'

const report = (numbers: object, files: [status: string, ...tests: string[]][] = []) => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  ...numbers,
  testResults: files.map(([status, ...tests]) => ({
    status,
    assertionResults: tests.map((each) => ({ status: each })),
  })),
})

describe('.ci/run ends with `N passed, N failed` for the whole run', () => {
  test('numbers of all steps are added up', () => {
    const all = [
      countReport(report({ numPassedTests: 3, numPendingTests: 1 }), true),
      { passed: 6, failed: 0, skipped: 0 },
    ]
    expect(inWords(sum(all))).toBe('9 passed, 0 failed, 1 skipped')
  })

  test('nothing skipped is not mentioned', () => {
    expect(inWords({ passed: 1, failed: 0, skipped: 0 })).toBe('1 passed, 0 failed')
  })

  test('a file that could not be loaded counts as a failure', () => {
    const broken = report({ numPassedTests: 1 }, [['failed'], ['passed', 'passed']])
    expect(countReport(broken, false)).toMatchObject({ passed: 1, failed: 1, skipped: 0 })
  })

  test('a failed test is counted once, not again for its file', () => {
    expect(countReport(report({ numFailedTests: 1 }, [['failed', 'failed']]), false).failed).toBe(1)
  })

  test('a run that ended badly is never green, whatever its report says', () => {
    expect(countReport(report({ numPassedTests: 5 }), false).failed).toBe(1)
    expect(countReport(null, true).failed).toBe(1)
  })

  const test1 = (status: string, fullName: string, ...failureMessages: string[]) => ({
    status,
    fullName,
    failureMessages,
  })
  const whole = {
    numPassedTests: 3,
    numFailedTests: 2,
    numPendingTests: 2,
    testResults: [
      { name: 'a.test.ts', status: 'passed', assertionResults: [test1('passed', 'one'), test1('pending', 'left out')] },
      {
        name: 'b.test.ts',
        status: 'failed',
        assertionResults: [test1('passed', 'two'), test1('failed', 'three', 'Error: no\n  at x')],
      },
      {
        name: 'c.test.ts',
        status: 'failed',
        assertionResults: [
          test1('passed', 'four'),
          test1('failed', 'five', 'Error: late'),
          test1('pending', 'left out too'),
        ],
      },
    ],
  }

  test('what failed is named, with the first line of why', () => {
    expect(countReport(whole, false).failures).toEqual([
      'b.test.ts > three: Error: no',
      'c.test.ts > five: Error: late',
    ])
    const unloaded = {
      ...report({}),
      testResults: [{ name: 'd.test.ts', status: 'failed', message: 'no module\nat', assertionResults: [] }],
    }
    expect(countReport(unloaded, false).failures).toEqual(['d.test.ts: no module'])
  })

  test('of files run again, what fails again has failed and what passes is counted as passed and named', () => {
    expect(failedFiles(whole)).toEqual(['b.test.ts', 'c.test.ts'])
    const again = {
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 1,
      testResults: [
        {
          name: 'b.test.ts',
          status: 'failed',
          assertionResults: [test1('passed', 'two'), test1('failed', 'three', 'Error: no')],
        },
        {
          name: 'c.test.ts',
          status: 'passed',
          assertionResults: [test1('passed', 'four'), test1('passed', 'five'), test1('pending', 'left out too')],
        },
      ],
    }
    expect(countWithSecondLook(whole, again, false)).toEqual({
      passed: 4,
      failed: 1,
      skipped: 2,
      failures: ['b.test.ts > three: Error: no'],
      unsteady: ['c.test.ts > five: Error: late'],
    })
  })

  test('a second run that left nothing, or ended badly, makes nothing green', () => {
    expect(countWithSecondLook(whole, null, false).failed).toBe(2)
    const fine = {
      ...whole,
      numFailedTests: 0,
      testResults: whole.testResults.map((file) => ({ ...file, status: 'passed', assertionResults: [] })),
    }
    expect(countWithSecondLook(whole, fine, false).failed).toBe(1)
  })
})
