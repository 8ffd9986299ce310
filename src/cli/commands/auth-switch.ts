import { fail } from '../../domain/index.ts'
import { defineCommand } from '../command.ts'
import { required, text } from '../options.ts'
import { plain } from '../text.ts'

/** Chooses the account that is meant where neither `--user` nor GARMINSYNC_USER names one. */
export const command = defineCommand({
  args: { user: required('USER', 'The number of the account, or its name as `auth list` shows it.', text) },
  options: {},
  examples: [{ run: 'garminsync auth switch 70010001', about: 'means this account from now on' }],
  async run({ args, connect }) {
    const { client } = await connect()
    const wanted = args.user.trim()
    const { items } = await client.authAccounts()
    const found = items.filter(({ user_id, full_name, display_name }) =>
      [user_id, full_name, display_name].includes(wanted),
    )
    const [one, ...others] = found
    if (one === undefined) throw fail('account.not-found', { value: plain(wanted) })
    if (others.length > 0) throw fail('account.ambiguous')
    const account = await client.authSwitch({ body: { user_id: one.user_id } })
    const who = account.full_name ?? account.display_name
    const name = who === null ? `account ${account.user_id}` : `${plain(who)} (account ${account.user_id})`
    return { sentence: `Commands mean ${name} from now on.`, data: account }
  },
})
