import { writeFileSync } from 'node:fs'

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests?: number,
 *   testResults: { status: string, assertionResults: { status: string }[] }[] }} Report
 */

/**
 * Numbers of a vitest JSON report. A file that could not be loaded, and an end in error without a failed test, count as
 * one failure each: red is never counted as green. Null is a run that left no report.
 * @param {Report | null} report @param {boolean} endedWell @returns {Counts}
 */
export function countReport(report, endedWell) {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 }
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
  const failed = report.numFailedTests + broken
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !endedWell ? 1 : failed,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }
}

/** The last line of a run, in the form that `.ci/run` promises. @param {Counts} counts */
export function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** @param {Counts[]} all @returns {Counts} */
export function sum(all) {
  return all.reduce(
    (total, each) => ({
      passed: total.passed + each.passed,
      failed: total.failed + each.failed,
      skipped: total.skipped + each.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )
}

/**
 * Ends a step: one line of numbers, the exit code, and for `.ci/run` the numbers in the file that REPORT names.
 * @param {Counts} counts
 */
export function finish(counts) {
  if (process.env.REPORT) writeFileSync(process.env.REPORT, JSON.stringify(counts))
  console.log(inWords(counts))
  process.exitCode = counts.failed > 0 ? 1 : 0
}
