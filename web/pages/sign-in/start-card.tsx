import { useSignal } from '@preact/signals'
import type { SignInOptionsJson } from '../../../src/contract/index.ts'
import { useApp } from '../../app/use-app.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { en } from '../../words/en.ts'
import { Card, CardLink } from './card.tsx'
import { useSteps, useTry } from './use-try.ts'

/** E-mail and password, once. */
export function StartCard({ said, options }: { said: string | null; options: SignInOptionsJson }) {
  const { client } = useApp()
  const steps = useSteps()
  const { busy, refused, run } = useTry()
  const email = useSignal('')
  const password = useSignal('')
  const missing = useSignal(false)
  const words = en.signIn
  const send = () => {
    missing.value = email.value.trim() === '' || password.value === ''
    if (missing.value) return
    void run(async () => {
      const answer = await client.authLogin({ body: { email: email.value, password: password.value } })
      password.value = ''
      if (answer.status === 200) return answer.body
      steps.go({ card: 'code', challenge: answer.body })
      return null
    })
  }
  const refusal = refused.value?.kind === 'say' ? refused.value.text : null
  return (
    <Card
      title={words.title}
      about={words.about}
      said={said}
      below={
        <>
          <p>
            <CardLink onClick={() => steps.go({ card: 'browser', said: null })}>{words.ownBrowser}</CardLink>
            <span class="quiet">{words.ownBrowserFor}</span>
          </p>
          <p>
            <CardLink onClick={() => steps.go({ card: 'pair', code: '' })}>{words.pairInstead}</CardLink>
          </p>
          {options.demo ? (
            <p>
              <CardLink onClick={() => void run(() => client.authDemo())}>{words.firstStart}</CardLink>
              <span class="quiet">{words.firstStartAbout}</span>
            </p>
          ) : null}
        </>
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <Field
          label={words.email}
          name="email"
          type="email"
          autocomplete="username"
          value={email.value}
          error={missing.value && email.value.trim() === '' ? words.emailMissing : null}
          onInput={(value) => {
            email.value = value
          }}
        />
        <Field
          label={words.password}
          name="password"
          type="password"
          autocomplete="current-password"
          value={password.value}
          error={missing.value && password.value === '' ? words.passwordMissing : refusal}
          onInput={(value) => {
            password.value = value
          }}
        />
        <Button kind="primary" type="submit" wide busy={busy.value ? words.busy : null}>
          {words.action}
        </Button>
      </form>
    </Card>
  )
}
