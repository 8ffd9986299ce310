import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { SignInLinkJson, SignInOptionsJson } from '../../../src/contract/index.ts'
import { useApp } from '../../app/use-app.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { Field } from '../../components/field.tsx'
import { en } from '../../words/en.ts'
import { Card, CardLink } from './card.tsx'
import { useSteps, useTry } from './use-try.ts'

type Region = SignInOptionsJson['regions'][number]

/** Garmin's own page in a tab of its own; the ticket of its last address comes back here. */
export function BrowserCard({ said, options }: { said: string | null; options: SignInOptionsJson }) {
  const { client } = useApp()
  const steps = useSteps()
  const { busy, refused, run } = useTry()
  const region = useSignal<Region>('com')
  const link = useSignal<SignInLinkJson | null>(null)
  const pasted = useSignal('')
  const missing = useSignal(false)
  const words = en.signIn
  const wanted = region.value
  useEffect(() => {
    let current = true
    void run(async () => {
      const found = await client.authBrowser({ body: { region: wanted } })
      if (current) link.value = found
      return null
    })
    return () => {
      current = false
    }
  }, [wanted])
  const send = () => {
    const ticket = pasted.value.trim()
    missing.value = ticket === ''
    if (missing.value) return
    // Good once: it does not stay in the field, wherever this leads.
    pasted.value = ''
    void run(() => client.authTicket({ body: { ticket, region: region.value } }))
  }
  const refusal = refused.value?.kind === 'say' ? refused.value.text : null
  return (
    <Card
      title={words.browserTitle}
      about={words.browserAbout}
      said={said}
      below={
        <>
          <p class="quiet">{words.ticketNote}</p>
          <p>
            <CardLink onClick={() => steps.go({ card: 'start', said: null })}>{words.passwordInstead}</CardLink>
          </p>
        </>
      }
    >
      {options.regions.length > 1 ? (
        <Choice
          label={words.region}
          value={region.value}
          options={options.regions.map((value) => ({ value, label: words.regions[value] }))}
          onChange={(value) => {
            region.value = value
          }}
        />
      ) : null}
      <ol class="sign-in-steps">
        <li>
          {link.value === null ? (
            words.browserOpen
          ) : (
            // A page that was opened by another one would give its ticket away.
            <a href={link.value.url} target="_blank" rel="noopener noreferrer">
              {words.browserOpen}
            </a>
          )}{' '}
          <span class="quiet">{words.newTab}</span>
        </li>
        <li>{words.browserStep2}</li>
        <li>{words.browserStep3}</li>
      </ol>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <Field
          label={words.address}
          name="ticket"
          rows={2}
          value={pasted.value}
          error={missing.value ? words.addressMissing : refusal}
          onInput={(value) => {
            pasted.value = value
          }}
        />
        <Button kind="primary" type="submit" wide busy={busy.value && link.value !== null ? words.finishing : null}>
          {words.finish}
        </Button>
      </form>
    </Card>
  )
}
