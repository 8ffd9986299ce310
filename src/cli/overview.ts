import { type CatalogueEntry, catalogue } from './catalogue.ts'

const intro = `GarminSync: your whole Garmin Connect history on your own disk.

Usage: garminsync COMMAND [OPTIONS]
`
const outro = `
Options of every command:
  --json         Print the answer of the API as JSON.
  --quiet        Print data only.
  --verbose      Print what lies behind a failure.
  --no-color     Print without colours (also NO_COLOR).
  --server URL   Ask a GarminSync server instead of this machine (GARMINSYNC_SERVER).
  --home DIR     Keep everything in this folder (GARMINSYNC_HOME).
  --user ID      The account, where there are several (GARMINSYNC_USER).
  --help, -h     Explain the command.
  --version      Print the version.

Start with \`garminsync auth login\`, then \`garminsync sync\`; or try \`garminsync demo\`.
`

/** \`garminsync --help\`. It loads nothing but the list of commands, so that it comes at once. */
export function overview(): string {
  return `${intro}\nCommands:\n${commandLines(catalogue)}${outro}`
}

/** Commands with their summaries, one a line. */
export function commandLines(entries: readonly CatalogueEntry[]): string {
  const shown = entries.filter((entry) => !entry.hidden)
  const names = shown.map((entry) => [...entry.path, ...(entry.takes ? [entry.takes] : [])].join(' '))
  const width = Math.max(...names.map((name) => name.length))
  return shown.map((entry, index) => `  ${names[index]!.padEnd(width)}  ${entry.summary}\n`).join('')
}
