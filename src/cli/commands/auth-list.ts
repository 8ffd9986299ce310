import type { AccountJson } from '../../contract/index.ts'
import { defineCommand } from '../command.ts'
import { table } from '../table.ts'
import { plain } from '../text.ts'

/** The accounts of this installation; `*` marks the one that is meant where none is named. */
export const command = defineCommand({
  args: {},
  options: {},
  examples: [{ run: 'garminsync auth list', about: 'every account, and which is the current one' }],
  async run({ connect, output, globals, terminal }) {
    const { client } = await connect()
    const { items } = await client.authAccounts()
    const named = globals.user ?? (terminal.env.GARMINSYNC_USER?.trim() || null)
    const isMeant = (row: AccountJson) => (named === null ? row.current : row.user_id === named)
    const lines = table(
      items,
      [
        { title: '', cell: (row) => (isMeant(row) ? '*' : ' ') },
        { title: 'ACCOUNT', cell: (row) => row.user_id },
        { title: 'WHO', cell: (row) => plain(row.full_name ?? row.display_name ?? 'not yet known'), flexible: true },
        { title: 'REGION', cell: (row) => row.region },
        { title: 'SIGNED IN', cell: (row) => (row.signed_in ? 'yes' : 'no') },
      ],
      output,
    )
    const sentence =
      items.length === 0
        ? 'There is no account yet. Run `garminsync auth login`.'
        : `${items.length} ${items.length === 1 ? 'account' : 'accounts'}.`
    return { sentence, data: items, lines }
  },
})
