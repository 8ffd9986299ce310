import { Failure } from '../../domain/index.ts'
import { defineCommand } from '../command.ts'
import { interruptible } from '../interruptible.ts'
import { flag } from '../options.ts'
import { table } from '../table.ts'
import { plain, plural } from '../text.ts'

/** Checks what is kept against its hashes; what is damaged is named and marked, and the next sync fetches it again. */
export const command = defineCommand({
  args: {},
  options: { deep: flag('Examine the database, read everything again, and compare the tables with it.') },
  examples: [
    { run: 'garminsync verify', about: 'every answer and every file against its hash' },
    { run: 'garminsync verify --deep', about: 'and every table against what it was made from' },
  ],
  localOnly: true,
  async run({ app, globals, interrupts, options, output }) {
    const { upkeep } = await app()
    const accounts = await interruptible(interrupts, (signal) =>
      upkeep.verify({ userId: globals.user ?? null, deep: options.deep, signal }),
    )
    const sum = (key: 'answers' | 'originals') => accounts.reduce((total, one) => total + one[key], 0)
    const checked = `${plural(sum('answers'), 'answer')} and ${plural(sum('originals'), 'original')} checked`
    const damages = accounts.flatMap((one) => one.damages)
    const lines = table(
      damages,
      [
        { title: 'KIND', cell: ({ kind }) => kind },
        { title: 'WHAT', cell: ({ what }) => plain(what) },
        { title: 'DAMAGE', cell: ({ detail }) => plain(detail), flexible: true },
        { title: 'NEXT SYNC', cell: ({ fetched_again }) => (fetched_again ? 'fetches it again' : '') },
      ],
      output,
    )
    if (damages.length === 0) return { sentence: `All is whole: ${checked}.`, data: accounts, lines }
    const again = damages.filter((damage) => damage.fetched_again).length
    const title = `${plural(damages.length, 'thing')} damaged or missing; ${checked}.`
    const hint =
      again > 0
        ? 'Run `garminsync sync`, which fetches again what is marked.'
        : 'Run `garminsync rebuild` for tables; of what Garmin does not have any more, put a backup in its place.'
    return { sentence: title, data: accounts, lines, failure: new Failure('store.damaged', {}, { title, hint }) }
  },
})
