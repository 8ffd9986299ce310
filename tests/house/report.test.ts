import { describe, expect, test } from 'vitest'
import { countReport, inWords, sum } from '../../scripts/lib/report.mjs'

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
    expect(countReport(broken, false)).toEqual({ passed: 1, failed: 1, skipped: 0 })
  })

  test('a failed test is counted once, not again for its file', () => {
    expect(countReport(report({ numFailedTests: 1 }, [['failed', 'failed']]), false).failed).toBe(1)
  })

  test('a run that ended badly is never green, whatever its report says', () => {
    expect(countReport(report({ numPassedTests: 5 }), false).failed).toBe(1)
    expect(countReport(null, true).failed).toBe(1)
  })
})
