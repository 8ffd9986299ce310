import { fail } from '../../domain/index.ts'
import { defineCommand } from '../command.ts'
import { interruptible } from '../interruptible.ts'
import { flag } from '../options.ts'
import { count, plain } from '../text.ts'

/** Looks at everything that has to be right on this machine. */
export const command = defineCommand({
  args: {},
  options: { garmin: flag("Compare Garmin's answers of today with what this version expects: one request a dataset.") },
  examples: [
    { run: 'garminsync doctor', about: 'checks this installation' },
    { run: 'garminsync doctor --garmin', about: 'and whether Garmin still answers as this version expects' },
  ],
  localOnly: true,
  async run({ app, interrupts, options, output }) {
    const { doctor } = await app()
    const checks = options.garmin ? await interruptible(interrupts, (garmin) => doctor({ garmin })) : await doctor()
    const { colors } = output
    const marks = { ok: colors.green('ok     '), warning: colors.yellow('warning'), problem: colors.red('problem') }
    const lines = checks.flatMap(({ name, state, detail, fix }) => [
      `${marks[state]}  ${colors.bold(name)}: ${plain(detail)}`,
      ...(fix === null ? [] : [`         ${plain(fix)}`]),
    ])
    const problems = checks.filter(({ state }) => state === 'problem').length
    const warnings = checks.filter(({ state }) => state === 'warning').length
    const ended = {
      sentence: warnings === 0 ? 'All is well.' : `No problem; ${count(warnings)} to look at.`,
      data: checks,
      lines,
    }
    return problems === 0 ? ended : { ...ended, failure: fail('doctor.problems', { count: problems }) }
  },
})
