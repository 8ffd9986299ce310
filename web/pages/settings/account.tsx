import { useResource } from '../../api/use-resource.ts'
import { useApp } from '../../app/use-app.ts'
import { Button } from '../../components/button.tsx'
import { ButtonLink } from '../../components/button-link.tsx'
import { Panel } from '../../components/panel.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Tag } from '../../components/tag.tsx'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { PairRow } from './pair.tsx'
import { Row } from './row.tsx'
import { useAction } from './use-action.ts'

const words = en.settings
const dayMs = 86_400_000
/** From so many days before the end on it is marked. */
const soonDays = 14

export function Account() {
  const { client, resources, session } = useApp()
  const format = useFormat()
  const renew = useAction()
  const { value: token } = useResource('auth token', (asking, signal) => asking.authToken({ signal }))
  const { value: accounts } = useResource('auth accounts', (asking, signal) => asking.authAccounts({ signal }))
  const userId = session.state.value.kind === 'in' ? session.state.value.session.user_id : ''
  const account = accounts.data?.items.find(({ user_id }) => user_id === userId)
  const now = Date.now()
  const until = token.data?.sign_in_until ?? null
  const days = until === null ? null : Math.ceil((Date.parse(until) - now) / dayMs)
  const isOver = token.problem?.code === 'auth.session-over' || token.problem?.code === 'auth.sign-in-needed'
  const again = (
    <ButtonLink href="/sign-in" kind={isOver || (days !== null && days <= soonDays) ? 'primary' : 'plain'}>
      {words.signInAgain}
    </ButtonLink>
  )
  return (
    <Panel title={words.account} aside={words.accountAbout}>
      <Row
        label={account?.full_name ?? account?.display_name ?? en.frame.nameless(userId)}
        action={
          token.data === null ? null : (
            <Button
              busy={renew.busy.value ? words.renewing : null}
              onClick={() =>
                void renew.run(async () => {
                  await client.authTokenRefresh()
                  resources.refresh((key) => key === 'auth token')
                })
              }
            >
              {words.renew}
            </Button>
          )
        }
      >
        {token.data === null
          ? isOver
            ? words.signInNeeded
            : token.problem === null
              ? words.loading
              : null
          : words.signedIn(token.data.mfa_verified, format.moment(Date.parse(token.data.refreshed_at), now))}
        {token.problem === null || isOver ? null : <ProblemNote problem={token.problem} now={now} />}
        {renew.problem.value === null ? null : <ProblemNote problem={renew.problem.value} now={now} />}
      </Row>
      <Row label={words.goodUntil} action={again}>
        {until === null ? (
          words.goodUnknown
        ) : (
          <>
            {words.goodUntilDay(format.day.long(format.dayOf(Date.parse(until))))}{' '}
            {days !== null && days <= soonDays ? <Tag tone="notice">{`${Math.max(0, days)} d`}</Tag> : null}
          </>
        )}
        {token.data?.cooldown_until ? (
          <> {words.cooldown(format.moment(Date.parse(token.data.cooldown_until), now))}</>
        ) : null}
      </Row>
      <PairRow />
    </Panel>
  )
}
