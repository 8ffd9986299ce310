// C2: FIT bytes to values, beside fit-file-parser and beside the least that walks the bytes.
import FitParser from 'fit-file-parser'
import { activityFit } from './fit-files.mjs'
import { cpuSeconds } from './rounds.mjs'

/** @type {import('../scripts/bench.mjs').Measure} */
export const measure = {
  names: ['C2'],
  async run({ quick, sources }) {
    const files = [1, 2, 3].map((seed) =>
      activityFit(sources, { seed, start: 1_750_000_000 + seed * 86_400, records: 3600, developer: true }),
    )
    const { decodeFit, fieldsToColumns, namedNumbers, profileMessage } = sources
    let messages = 0
    const ours = () => {
      messages = 0
      for (const bytes of files) {
        const file = decodeFit(bytes)
        for (const count of file.messagesByNumber.values()) messages += count
        for (const table of file.tables.values()) {
          const known = new Map(profileMessage(table.number)?.fields.map((field) => [field.number, field.name]))
          for (const field of table.fields) {
            const name = known.get(field)
            if (name === undefined || namedNumbers(table, name) === null) table.column(field)
          }
          for (const field of table.developerFields) table.developerColumn(field)
        }
      }
    }
    const peer = async () => {
      for (const bytes of files) await new FitParser({ force: true, mode: 'list' }).parseAsync(Buffer.from(bytes))
    }
    const floor = () => {
      for (const bytes of files) fieldsToColumns(bytes)
    }
    // So many passes each, that a run of either is long enough to be measured and all code is compiled.
    const passes = 20
    const often = (/** @type {() => void} */ run) => () => {
      for (let pass = 0; pass < passes; pass++) run()
    }
    const measured = await cpuSeconds({ floor: often(floor), ours: often(ours), peer }, quick ? 5 : 9)
    const times = { floor: measured.floor / passes, ours: measured.ours / passes, peer: measured.peer }
    const perSecond = (/** @type {number} */ seconds) => Math.round(messages / seconds)
    const factor = times.peer / times.ours
    return [
      {
        measure: 'C2',
        about:
          'FIT messages decoded a CPU second: every field scaled, developer fields, checksum; peer: fit-file-parser 6.1.2',
        unit: 'messages/s',
        ours: perSecond(times.ours),
        peer: perSecond(times.peer),
        floor: perSecond(times.floor),
        goal: '≥ 10 × fit-file-parser',
        met: factor >= 10,
        details: {
          messages,
          factor: Math.round(factor * 10) / 10,
          mb_per_s: Math.round(files.reduce((sum, { length }) => sum + length, 0) / times.ours / 1e6),
        },
      },
    ]
  },
}
