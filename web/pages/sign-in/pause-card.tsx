import { Button } from '../../components/button.tsx'
import { toWait } from '../../format/duration.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { Card, CardLink } from './card.tsx'
import { useNow } from './use-now.ts'
import { useSteps } from './use-try.ts'

/** Nothing to press that would make it longer; the person's own browser stays open. */
export function PauseCard({ since, until }: { since: number; until: number }) {
  const steps = useSteps()
  const format = useFormat()
  const now = useNow()
  const words = en.signIn
  const wait = toWait(Math.max(0, Math.ceil((until - now) / 1000)))
  const today = format.dayOf(until) === format.dayOf(now)
  const line = today
    ? words.pauseToday(wait)
    : words.pauseLater(format.day.near(format.dayOf(until), format.dayOf(now)), wait)
  return (
    <Card title={words.pauseTitle} about={words.pauseAbout(format.clock(since))} below={<p>{words.pauseKept}</p>}>
      <p class="sign-in-time figures">
        <time dateTime={new Date(until).toISOString()}>{format.clock(until)}</time>
      </p>
      <p class="sign-in-time-line">{now >= until ? words.pauseOver : line}</p>
      <Button wide onClick={() => steps.go({ card: 'browser', said: null })}>
        {words.browserNow}
      </Button>
      {now >= until ? (
        <CardLink onClick={() => steps.go({ card: 'start', said: null })}>{words.passwordInstead}</CardLink>
      ) : null}
    </Card>
  )
}
