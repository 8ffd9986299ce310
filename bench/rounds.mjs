/** @param {number[]} numbers */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/**
 * CPU seconds of each, measured in turn and back again (A-B-C-C-B-A), so that what drifts over time falls on all alike.
 * @template {string} N @param {Record<N, () => unknown>} runs @param {number} rounds
 * @returns {Promise<Record<N, number>>} medians
 */
export async function cpuSeconds(runs, rounds) {
  const names = /** @type {N[]} */ (Object.keys(runs))
  const times = /** @type {Record<N, number[]>} */ (
    /** @type {unknown} */ (Object.fromEntries(names.map((name) => [name, []])))
  )
  for (const name of names) await runs[name]()
  for (let round = 0; round < rounds; round++)
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const before = process.cpuUsage()
      await runs[name]()
      const { user, system } = process.cpuUsage(before)
      times[name].push((user + system) / 1e6)
    }
  return /** @type {Record<N, number>} */ (Object.fromEntries(names.map((name) => [name, median(times[name])])))
}
