import { useSignal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { UserSessionJson } from '../../../src/contract/index.ts'
import { toFailure } from '../../../src/domain/index.ts'
import { useApp } from '../../app/use-app.ts'
import { useFormat } from '../../format/use-format.ts'
import { type Refusal, refusalOf } from './refusal.ts'
import type { Steps } from './steps.ts'

export const StepsContext = createContext<Steps | null>(null)

export function useSteps(): Steps {
  const steps = useContext(StepsContext)
  if (steps === null) throw new Error('useSteps outside of the sign-in')
  return steps
}

/** One try at a time, none by itself. What it leads to is the next card, or words that the card shows. */
export function useTry() {
  const { session, router } = useApp()
  const steps = useSteps()
  const format = useFormat()
  const busy = useSignal(false)
  const refused = useSignal<Extract<Refusal, { kind: 'say' | 'wrong-code' }> | null>(null)
  const run = async (work: () => Promise<UserSessionJson | null>): Promise<void> => {
    if (busy.value) return
    busy.value = true
    refused.value = null
    try {
      const began = await work()
      if (began === null) return
      const then = router.address.value.query.get('then')
      steps.go({ card: 'start', said: null })
      await session.began(began)
      // Only an address of ours: what somebody put into a link leads nowhere else.
      if (then !== null && /^\/(?![/\\])/.test(then)) router.go(then, { replace: true })
      // Who came to another page signed out stays there.
      else if (router.address.value.path === '/sign-in') router.go('/', { replace: true })
    } catch (thrown) {
      const refusal = refusalOf(toFailure(thrown), format.clock)
      if (refusal.kind === 'pause') steps.go({ card: 'pause', since: Date.now(), until: refusal.until })
      else if (refusal.kind === 'restart') steps.go({ card: 'start', said: refusal.text })
      else if (refusal.kind === 'browser') steps.go({ card: 'browser', said: refusal.text })
      else refused.value = refusal
    } finally {
      busy.value = false
    }
  }
  return { busy, refused, run }
}
