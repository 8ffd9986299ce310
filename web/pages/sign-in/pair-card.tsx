import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { useApp } from '../../app/use-app.ts'
import { Button } from '../../components/button.tsx'
import { CodeField } from '../../components/code-field.tsx'
import { en } from '../../words/en.ts'
import { Card, CardLink } from './card.tsx'
import { useSteps, useTry } from './use-try.ts'

const length = 12

/** A session from another client of the same account; Garmin is not asked. */
export function PairCard({ code: given }: { code: string }) {
  const { client } = useApp()
  const steps = useSteps()
  const { busy, refused, run } = useTry()
  const code = useSignal(given)
  const form = useRef<HTMLFormElement>(null)
  const words = en.signIn
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const send = (value: string) => {
    if (value.length < length) return
    void run(() => client.authPairRedeem({ body: { code: value } })).then(() => {
      code.value = ''
    })
  }
  return (
    <Card
      title={words.pairTitle}
      about={
        <>
          {words.pairAbout} <code>garminsync auth pair</code>
          {words.pairAboutAfter}
        </>
      }
      below={
        <>
          <p class="quiet">{words.pairNote}</p>
          <p>
            <CardLink onClick={() => steps.go({ card: 'start', said: null })}>{words.passwordInstead}</CardLink>
          </p>
        </>
      }
    >
      <form
        ref={form}
        class="sign-in-pair"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send(code.value)
        }}
      >
        <CodeField
          label={words.pairCode}
          kind="letters"
          length={length}
          value={code.value}
          error={refused.value?.kind === 'say' ? refused.value.text : null}
          onInput={(value) => {
            code.value = value
          }}
          onComplete={send}
        />
        <p class="sign-in-facts">
          <span class="quiet">{words.pairLife}</span>
        </p>
        <Button kind="primary" type="submit" wide busy={busy.value ? words.comingIn : null}>
          {words.comeIn}
        </Button>
      </form>
    </Card>
  )
}
