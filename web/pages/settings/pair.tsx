import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { PairingJson } from '../../../src/contract/index.ts'
import { useApp } from '../../app/use-app.ts'
import { Button } from '../../components/button.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { en } from '../../words/en.ts'
import { Row } from './row.tsx'
import { useAction } from './use-action.ts'

const words = en.settings
const lifeS = 60
/** The time is told at the begin and here, not every second. */
const soonS = 20

/** A code for another machine, as long as it is good. */
export function PairRow() {
  const { client } = useApp()
  const action = useAction()
  const pairing = useSignal<PairingJson | null>(null)
  const left = useSignal(0)
  const copied = useSignal(false)
  const until = pairing.value === null ? null : Date.parse(pairing.value.expires_at)
  useEffect(() => {
    if (until === null) return
    const look = () => {
      left.value = Math.max(0, Math.ceil((until - Date.now()) / 1000))
    }
    look()
    const timer = window.setInterval(look, 1000)
    return () => window.clearInterval(timer)
  }, [until, left])
  const shown = pairing.value
  const isOver = shown !== null && left.value === 0
  return (
    <Row
      label={words.another}
      action={
        <Button
          busy={action.busy.value ? '…' : null}
          onClick={() =>
            void action.run(async () => {
              const given = await client.authPair({ body: {} } as Parameters<typeof client.authPair>[0])
              left.value = lifeS
              copied.value = false
              pairing.value = given
            })
          }
        >
          {words.showCode}
        </Button>
      }
    >
      {words.anotherAbout}
      {action.problem.value === null ? null : <ProblemNote problem={action.problem.value} now={Date.now()} />}
      {shown === null || isOver ? null : (
        <div class="pair">
          <output class="pair-code" aria-label={words.code}>
            {shown.code}
          </output>
          <svg class="pair-bar" viewBox={`0 0 ${lifeS} 4`} preserveAspectRatio="none" aria-hidden="true">
            <rect class="pair-rest" width={lifeS} height="4" />
            <rect class="pair-left" width={left.value} height="4" />
          </svg>
          <span class="figures note">{words.secondsLeft(left.value)}</span>
          {shown.url === null ? null : (
            <p class="note">
              {words.codeFor(shown.url)}{' '}
              <Button
                kind="quiet"
                small
                onClick={() => {
                  void navigator.clipboard?.writeText(shown.url ?? '')
                  copied.value = true
                }}
              >
                {copied.value ? words.copied : words.copyLink}
              </Button>
            </p>
          )}
        </div>
      )}
      <p class={isOver ? 'note' : 'unseen'} role="status">
        {shown === null ? '' : isOver ? words.codeOver : left.value > soonS ? words.codeStart : words.codeSoon}
      </p>
    </Row>
  )
}
