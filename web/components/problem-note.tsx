import type { ComponentChildren } from 'preact'
import { type Failure, toProblem } from '../../src/domain/index.ts'
import { useFormat } from '../format/use-format.ts'
import { en } from '../words/en.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import './problem-note.css'

export interface ProblemNoteProps {
  readonly problem: Failure
  /** What can be done about it here; left out where only time helps. */
  readonly action?: ComponentChildren
  /** What stands despite it: "What you see is from 18:12." */
  readonly children?: ComponentChildren
  /** UTC ms, for "in 1 h 57 min"; left out: only the clock time is told. */
  readonly now?: number
}

/** A failure as the server states it: what, why and next; the exact words for a report behind "Details". */
export function ProblemNote({ problem, action, children, now }: ProblemNoteProps) {
  const format = useFormat()
  const { title, detail, hint, code, status, retry_at } = toProblem(problem)
  const instance = problem.data.instance
  const why = typeof problem.data.detail === 'string' && problem.data.detail !== title ? problem.data.detail : detail
  const facts: [string, string][] = [
    ['code', code],
    ['status', String(status)],
  ]
  if (typeof instance === 'string') facts.push(['instance', instance])
  if (retry_at !== null) facts.push(['retry_at', retry_at])
  const text = facts.map(([name, value]) => `${name.padEnd(10)}${value}`).join('\n')
  return (
    <div class="problem" role="alert">
      <Icon name="failed" />
      <div class="problem-body">
        <h3>{title}</h3>
        <p>
          {title.includes(why) ? null : <>{why} </>}
          {children} {hint}
          {problem.retryAt === null ? null : (
            <> {en.parts.retryAt(format.clock(problem.retryAt), now === undefined ? null : problem.retryAt - now)}</>
          )}
        </p>
        {action === undefined ? null : <div class="problem-actions">{action}</div>}
        <details>
          <summary>{en.parts.details}</summary>
          <pre>{text}</pre>
          <Button small kind="quiet" onClick={() => void navigator.clipboard?.writeText(`${title}\n${text}`)}>
            {en.parts.copyDetails}
          </Button>
        </details>
      </div>
    </div>
  )
}
