import { defineCommand } from '../command.ts'
import { interruptible } from '../interruptible.ts'
import { count, plain, plural } from '../text.ts'

/** Every table anew from the raw answers and originals, offline. */
export const command = defineCommand({
  args: {},
  options: {},
  examples: [{ run: 'garminsync rebuild', about: 'reads everything that is kept again, and asks Garmin nothing' }],
  localOnly: true,
  async run({ app, globals, interrupts, output }) {
    const { upkeep } = await app()
    const accounts = await interruptible(interrupts, (signal) =>
      upkeep.rebuild({
        userId: globals.user ?? null,
        signal,
        onProgress: (_user, answers) => {
          if (answers % 200 === 0) output.block?.([`${count(answers)} answers read again`])
        },
      }),
    )
    const answers = accounts.reduce((sum, one) => sum + one.answers, 0)
    const changed = accounts.flatMap((one) => Object.entries(one.changed))
    const unread = accounts.flatMap((one) => one.unread)
    const lines = [
      ...changed.map(([table, rows]) => `${table}: ${plural(rows, 'row')} became different`),
      ...unread.map(({ dataset, key, detail }) => `${dataset} ${plain(key)} cannot be read: ${plain(detail)}`),
    ]
    const what = changed.length === 0 ? 'nothing became different' : `${plural(changed.length, 'table')} changed`
    return { sentence: `Rebuilt from ${plural(answers, 'answer')}: ${what}.`, data: accounts, lines }
  },
})
