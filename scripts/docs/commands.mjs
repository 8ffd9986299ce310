import { code, page, table } from './markdown.mjs'

/** @param {import('../../src/cli/options.ts').OptionTable} options */
function optionRows(options) {
  return Object.entries(options).map(([name, each]) => [
    `${each.short ? `\`-${each.short}\`, ` : ''}${code(each.kind === 'value' ? `--${name} ${each.label}` : `--${name}`)}`,
    each.about,
  ])
}

/** @param {import('./sources.ts').Sources} sources */
export async function commandsPage({ commands, globalOptions }) {
  const shown = commands.filter((entry) => !entry.hidden)
  const sections = await Promise.all(
    shown.map(async (entry) => {
      const { command } = await entry.load()
      const name = ['garminsync', ...entry.path, ...(entry.takes ? [entry.takes] : [])].join(' ')
      const parts = [`## ${code(name)}`, entry.summary + (command.localOnly ? ' Works on this machine only.' : '')]
      const args = Object.values(command.args)
      if (args.length > 0)
        parts.push(
          table(
            ['argument', ''],
            args.map((each) => [code(each.required ? each.label : `[${each.label}]`), each.about]),
          ),
        )
      if (Object.keys(command.options).length > 0) parts.push(table(['option', ''], optionRows(command.options)))
      if (command.examples.length > 0)
        parts.push(['```sh', ...command.examples.map((each) => `${each.run}   # ${each.about}`), '```'].join('\n'))
      return parts.join('\n\n')
    }),
  )
  return page(
    'Commands',
    'Data goes to stdout, everything else to stderr. Exit codes are listed in [errors.md](errors.md).',
    '## Options of every command',
    table(['option', ''], optionRows(globalOptions)),
    ...sections,
  )
}
