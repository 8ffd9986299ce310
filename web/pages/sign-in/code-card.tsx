import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { ChallengeJson } from '../../../src/contract/index.ts'
import { useApp } from '../../app/use-app.ts'
import { Button } from '../../components/button.tsx'
import { CodeField } from '../../components/code-field.tsx'
import { toWait } from '../../format/duration.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { Card, CardLink } from './card.tsx'
import { useNow } from './use-now.ts'
import { useSteps, useTry } from './use-try.ts'

/** The code that Garmin sent: sent on at its last digit, never twice by itself. */
export function CodeCard({ challenge }: { challenge: ChallengeJson }) {
  const { client } = useApp()
  const steps = useSteps()
  const format = useFormat()
  const { busy, refused, run } = useTry()
  const code = useSignal('')
  const left = useSignal(challenge.attempts_left)
  const form = useRef<HTMLFormElement>(null)
  const now = useNow()
  const words = en.signIn
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const expiresAt = Date.parse(challenge.expires_at)
  const over = now >= expiresAt
  useEffect(() => {
    if (over) steps.go({ card: 'start', said: words.refusals['auth.challenge-expired'] ?? null })
  }, [over, steps, words])
  const send = (value: string) =>
    void run(() => client.authMfa({ body: { challenge_id: challenge.challenge_id, code: value } })).then(() => {
      const refusal = refused.value
      if (refusal?.kind === 'wrong-code') left.value = refusal.attemptsLeft ?? left.value
      form.current?.querySelector('input')?.select()
    })
  const wrong = refused.value?.kind === 'wrong-code'
  const error = wrong
    ? `${words.wrongCode} ${words.triesLeft(left.value)}.`
    : refused.value?.kind === 'say'
      ? refused.value.text
      : null
  const own = /totp|authenticator/i.test(challenge.mfa_method)
  const sent = words.codeSent(challenge.sent_to)
  return (
    <Card
      title={words.codeTitle}
      about={
        own ? (
          words.codeOwn
        ) : typeof sent === 'string' ? (
          sent
        ) : (
          <>
            {sent[0]}
            <strong dir="auto">{sent[1]}</strong>
            {sent[2]}
          </>
        )
      }
      below={
        <>
          <Another challenge={challenge} now={now} />
          <p class="quiet">
            {words.atTerminal} <code>garminsync auth mfa</code>
          </p>
        </>
      }
    >
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (code.value !== '') send(code.value)
        }}
      >
        <CodeField
          label={words.code}
          value={code.value}
          error={error}
          onInput={(value) => {
            code.value = value
          }}
          onComplete={send}
        />
        <p class="sign-in-facts">
          <span>{words.triesLeft(left.value)}</span>
          <span class="quiet">{words.goodUntil(format.clock(expiresAt))}</span>
        </p>
        {/* Said at twenty seconds and not every second. */}
        <p class="unseen" role="status">
          {expiresAt - now <= 20_000 && !over ? words.goodFor(toWait(20)) : ''}
        </p>
        <Button kind="primary" type="submit" wide busy={busy.value ? words.checking : null}>
          {wrong ? words.again : words.continue}
        </Button>
      </form>
    </Card>
  )
}

/** How another code comes, and when: a countdown until it is a link. */
function Another({ challenge, now }: { challenge: ChallengeJson; now: number }) {
  const { client } = useApp()
  const steps = useSteps()
  const { busy, refused, run } = useTry()
  const done = useSignal(false)
  const words = en.signIn
  if (challenge.resend === 'never') return <p>{words.sameCode}</p>
  const wait = challenge.resend_at === null ? 0 : Date.parse(challenge.resend_at) - now
  const here = challenge.resend === 'here'
  const ask = () =>
    void run(async () => {
      const next = await client.authResend({ body: { challenge_id: challenge.challenge_id } })
      done.value = true
      steps.go({ card: 'code', challenge: next })
      return null
    })
  const again = () => (here ? ask() : steps.go({ card: 'start', said: null }))
  return (
    <p>
      {words.nothingCame}{' '}
      {wait > 0 ? (
        <span class="quiet figures">{(here ? words.askIn : words.startAgainIn)(toWait(Math.ceil(wait / 1000)))}</span>
      ) : (
        <CardLink onClick={again}>{here ? words.askNow : words.startAgain}</CardLink>
      )}
      <span role="status">
        {done.value && !busy.value ? ` ${words.resent}` : ''}
        {refused.value?.kind === 'say' ? ` ${refused.value.text}` : ''}
      </span>
    </p>
  )
}
