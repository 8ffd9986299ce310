import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { toFailure } from '../../../src/domain/index.ts'
import { useResource } from '../../api/use-resource.ts'
import { useApp } from '../../app/use-app.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { en } from '../../words/en.ts'
import { BrowserCard } from './browser-card.tsx'
import { Card } from './card.tsx'
import { CodeCard } from './code-card.tsx'
import { InsecureCard } from './insecure-card.tsx'
import { PairCard } from './pair-card.tsx'
import { PauseCard } from './pause-card.tsx'
import { StartCard } from './start-card.tsx'
import { createSteps, pairCodeOf, readKept, type Step } from './steps.ts'
import { StepsContext } from './use-try.ts'
import './sign-in.css'

/** In within a minute, and never a wasted try at Garmin. */
export default function SignIn() {
  const { client } = useApp()
  const steps = useMemo(() => createSteps(sessionStorage, { card: 'start', said: null }), [])
  const found = useSignal(false)
  const options = useResource('sign-in options', (asked, signal) => asked.authOptions({ signal }))
  useEffect(() => {
    void firstStep(async (id) => client.authChallenge({ params: { challenge_id: id } })).then((step) => {
      steps.go(step)
      found.value = true
    })
  }, [client, steps, found])
  const { data, problem } = options.value
  if (problem !== null && data === null)
    return (
      <Card title={en.signIn.title}>
        <ProblemNote problem={problem} />
      </Card>
    )
  if (data === null || !found.value) return null
  const step: Step = data.password ? steps.now.value : { card: 'insecure', url: data.public_url }
  return (
    <StepsContext.Provider value={steps}>
      {step.card === 'start' ? <StartCard said={step.said} options={data} /> : null}
      {step.card === 'code' ? <CodeCard key={step.challenge.challenge_id} challenge={step.challenge} /> : null}
      {step.card === 'pause' ? <PauseCard since={step.since} until={step.until} /> : null}
      {step.card === 'browser' ? <BrowserCard said={step.said} options={data} /> : null}
      {step.card === 'pair' ? <PairCard code={step.code} /> : null}
      {step.card === 'insecure' ? <InsecureCard url={step.url} /> : null}
    </StepsContext.Provider>
  )
}

/** A pair link first; then what this tab was at before it was loaded again. */
async function firstStep(ask: (id: string) => Promise<Extract<Step, { card: 'code' }>['challenge']>): Promise<Step> {
  const code = pairCodeOf(location.hash)
  if (code !== null) {
    // Used once, and not left in the address.
    history.replaceState(null, '', location.pathname + location.search)
    return { card: 'pair', code }
  }
  const { challengeId, pause } = readKept(sessionStorage)
  if (pause !== undefined && pause.until > Date.now()) return { card: 'pause', ...pause }
  if (challengeId === undefined) return { card: 'start', said: null }
  try {
    return { card: 'code', challenge: await ask(challengeId) }
  } catch (thrown) {
    return { card: 'start', said: en.signIn.refusals[toFailure(thrown).code] ?? null }
  }
}
