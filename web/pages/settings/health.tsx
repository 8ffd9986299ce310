import { useResource } from '../../api/use-resource.ts'
import { Icon, type IconName } from '../../components/icon.tsx'
import { Panel } from '../../components/panel.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { Row } from './row.tsx'

const words = en.settings
const icons: Readonly<Record<string, IconName>> = { ok: 'check', info: 'info', warning: 'warning', problem: 'failed' }

function Level({ level }: { level: 'ok' | 'info' | 'warning' | 'problem' }) {
  return (
    <span class="level" data-level={level}>
      <Icon name={icons[level] ?? 'info'} />
      <span class="unseen">{words.levels[level]}</span>
    </span>
  )
}

/** What `doctor` finds. That health data is not encrypted is said plainly. */
export function Health() {
  const format = useFormat()
  const { value: shown } = useResource('doctor', (client, signal) => client.doctor({ signal }))
  return (
    <Panel
      title={words.health}
      aside={shown.data === null ? undefined : words.healthAbout(format.clock(Date.parse(shown.data.checked_at)))}
    >
      {shown.data === null ? (
        shown.problem === null ? (
          <Skeleton label={words.loading} height={10} />
        ) : (
          <ProblemNote problem={shown.problem} now={Date.now()} />
        )
      ) : null}
      {(shown.data?.items ?? []).map(({ code, title, level, detail, hint, commands }) => (
        <Row key={code} label={title} action={<Level level={level} />}>
          {detail ?? words.elsewhere}
          {level === 'ok' || (hint === null && commands.length === 0) ? null : (
            <details class="mend">
              <summary>{words.howTo}</summary>
              {hint === null ? null : <p>{hint}</p>}
              {commands.map((command) => (
                <pre key={command}>{command}</pre>
              ))}
            </details>
          )}
        </Row>
      ))}
      <Row label={words.notEncrypted} action={<Level level="info" />}>
        {words.notEncryptedWhy}
      </Row>
    </Panel>
  )
}
