import type { UserSessionJson } from '../../contract/index.ts'
import type { Outcome } from '../command.ts'
import type { Connection } from '../connect.ts'
import { accountName } from '../status-text.ts'

/** The end of every sign-in: the session is kept, and the sentence says whose it is. */
export async function signedIn(connection: Connection, session: UserSessionJson): Promise<Outcome> {
  await connection.signedIn(session)
  const status = await connection.client.status()
  const unproven = ', not yet proven: Garmin did not say who this is, the next sync asks again'
  const who = `${accountName(status)}${status.account.proven ? '' : unproven}`
  return { sentence: `Signed in as ${who}. Go on with \`garminsync sync\`.`, data: session }
}
