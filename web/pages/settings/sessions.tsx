import { useSignal } from '@preact/signals'
import type { SessionItemJson } from '../../../src/contract/index.ts'
import { useResource } from '../../api/use-resource.ts'
import { useApp } from '../../app/use-app.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Panel } from '../../components/panel.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { Tag } from '../../components/tag.tsx'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { Row } from './row.tsx'
import { useAction } from './use-action.ts'

const words = en.settings

/** What it is called: by the person, else by what is known of it. */
function nameOf({ label, current, client, kind }: SessionItemJson): string {
  return label ?? (current ? words.thisBrowser : (client ?? (kind === 'browser' ? words.browser : words.program)))
}

export function Sessions() {
  const { client, resources, session } = useApp()
  const format = useFormat()
  const asked = useSignal<SessionItemJson | null>(null)
  const ending = useAction()
  const { value: shown } = useResource('auth sessions', (asking, signal) => asking.authSessions({ signal }))
  const sessions = (shown.data?.items ?? []).filter(({ status }) => status !== 'ended')
  const now = Date.now()
  const end = (one: SessionItemJson) =>
    void ending.run(async () => {
      if (one.current) await session.end()
      else {
        await client.authSessionEndOne({ params: { session_id: one.session_id } })
        resources.refresh((key) => key === 'auth sessions')
      }
      asked.value = null
    })
  return (
    <Panel title={words.sessions} aside={shown.data === null ? undefined : words.active(sessions.length)}>
      {shown.data === null ? (
        shown.problem === null ? (
          <Skeleton label={words.loading} height={6} />
        ) : (
          <ProblemNote problem={shown.problem} now={now} />
        )
      ) : null}
      {sessions.map((one) => (
        <Row
          key={one.session_id}
          label={nameOf(one)}
          action={
            <>
              {one.current ? <Tag>{words.thisOne}</Tag> : null}
              <Button
                small
                kind="danger"
                onClick={() => {
                  asked.value = one
                }}
              >
                {words.end}
              </Button>
            </>
          }
        >
          {words.since(
            one.client ?? (one.kind === 'browser' ? words.browser : words.program),
            format.day.long(format.dayOf(Date.parse(one.created_at))),
            format.moment(Date.parse(one.last_used_at), now),
            one.last_address,
          )}
        </Row>
      ))}
      {ending.problem.value === null ? null : <ProblemNote problem={ending.problem.value} now={now} />}
      {asked.value === null ? null : (
        <Dialog
          title={words.endTitle(nameOf(asked.value))}
          confirm={words.endConfirm}
          danger
          busy={ending.busy.value ? words.ending : null}
          onClose={() => {
            asked.value = null
          }}
          onConfirm={() => {
            if (asked.value !== null) end(asked.value)
          }}
        >
          <p>{asked.value.current ? words.endOwn : words.endWhy}</p>
        </Dialog>
      )}
    </Panel>
  )
}
