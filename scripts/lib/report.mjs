import { writeFileSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'
import { root } from './files.mjs'

/**
 * `failures` names what failed, `unsteady` what failed and then passed when its file was run again, each in a line.
 * @typedef {{ passed: number, failed: number, skipped: number, failures?: string[], unsteady?: string[] }} Counts
 * @typedef {{ status: string, fullName?: string, failureMessages?: string[] }} TestResult
 * @typedef {{ name?: string, status: string, message?: string, assertionResults: TestResult[] }} FileResult
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests?: number,
 *   testResults: FileResult[] }} Report
 */

/**
 * Numbers of a vitest JSON report. A file that could not be loaded, and an end in error without a failed test, count as
 * one failure each: red is never counted as green. Null is a run that left no report.
 * @param {Report | null} report @param {boolean} endedWell @returns {Counts}
 */
export function countReport(report, endedWell) {
  if (report === null) return { passed: 0, failed: 1, skipped: 0, failures: ['a run of vitest left no report'] }
  const broken = report.testResults.filter(isBroken).length
  const failed = report.numFailedTests + broken
  const unnamed = failed === 0 && !endedWell
  return {
    passed: report.numPassedTests,
    failed: unnamed ? 1 : failed,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    failures: unnamed
      ? ['vitest ended in error without a failed test: see its output']
      : report.testResults.flatMap(failuresOf),
  }
}

/** A file that failed as a whole: it could not be loaded, or a hook of it threw. @param {FileResult} file */
function isBroken(file) {
  return file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')
}

/** @param {FileResult} file @returns {string[]} */
function failuresOf(file) {
  const line = (/** @type {string | undefined} */ text) => (text ?? '').split('\n')[0] ?? ''
  const name = file.name && isAbsolute(file.name) ? relative(root, file.name) : file.name
  if (isBroken(file)) return [`${name}: ${line(file.message)}`]
  return file.assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => `${name} > ${test.fullName}: ${line(test.failureMessages?.[0])}`)
}

/** Files of which a test failed, or that failed as a whole. @param {Report | null} report @returns {string[]} */
export function failedFiles(report) {
  return (report?.testResults ?? []).flatMap((file) => (file.status === 'failed' && file.name ? [file.name] : []))
}

/**
 * The numbers of a run whose failed files were run once more: what failed again has failed; what passed then counts as
 * passed and is named as unsteady, so that nobody overlooks it.
 * @param {Report} first @param {Report | null} again of the failed files alone @param {boolean} endedWell of the second run
 * @returns {Counts}
 */
export function countWithSecondLook(first, again, endedWell) {
  if (again === null) return countReport(first, false)
  const failed = new Set(failedFiles(first))
  const steady = first.testResults.filter((file) => !failed.has(file.name ?? ''))
  const counts = countReport(again, endedWell)
  const still = new Set(failedFiles(again))
  const skipped = steady.flatMap((file) => file.assertionResults).filter((test) => isSkipped(test)).length
  const passed = steady.flatMap((file) => file.assertionResults).filter((test) => test.status === 'passed').length
  return {
    ...sum([counts, { passed, failed: 0, skipped }]),
    unsteady: first.testResults.filter((file) => !still.has(file.name ?? '')).flatMap(failuresOf),
  }
}

/** @param {TestResult} test */
function isSkipped({ status }) {
  return status === 'pending' || status === 'skipped' || status === 'todo'
}

/** The last line of a run, in the form that `.ci/run` promises. @param {Counts} counts */
export function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** @param {Counts[]} all @returns {Counts} */
export function sum(all) {
  return {
    passed: total(all, 'passed'),
    failed: total(all, 'failed'),
    skipped: total(all, 'skipped'),
    failures: all.flatMap((each) => each.failures ?? []),
    unsteady: all.flatMap((each) => each.unsteady ?? []),
  }
}

/** @param {Counts[]} all @param {'passed' | 'failed' | 'skipped'} what */
function total(all, what) {
  return all.reduce((so, each) => so + each[what], 0)
}

/**
 * Ends a step: what failed by name, where the end of a long output shows it, one line of numbers, the exit code, and for `.ci/run` the numbers in the file that REPORT names.
 * @param {Counts} counts
 */
export function finish(counts) {
  if (process.env.REPORT) writeFileSync(process.env.REPORT, JSON.stringify(counts))
  for (const name of counts.unsteady ?? []) console.log(`UNSTEADY, passed when run again: ${name}`)
  for (const name of counts.failures ?? []) console.log(`FAILED: ${name}`)
  console.log(inWords(counts))
  process.exitCode = counts.failed > 0 ? 1 : 0
}
