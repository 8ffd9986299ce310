import { defineCommand } from '../command.ts'
import { table } from '../table.ts'
import { plural } from '../text.ts'

/** Every setting with its value and where that comes from; secrets are not shown. */
export const command = defineCommand({
  args: {},
  options: {},
  examples: [{ run: 'garminsync config show', about: 'the settings in force' }],
  localOnly: true,
  async run({ app, output }) {
    const settings = (await app()).settings()
    const lines = table(
      settings,
      [
        { title: 'SETTING', cell: (setting) => setting.name },
        { title: 'FROM', cell: (setting) => setting.source },
        { title: 'VALUE', cell: (setting) => setting.value ?? '–', flexible: true },
      ],
      output,
    )
    return { sentence: `${plural(settings.length, 'setting')}.`, data: settings, lines }
  },
})
