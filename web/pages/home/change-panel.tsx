import type { ChangeJson } from '../../../src/contract/index.ts'
import { Icon } from '../../components/icon.tsx'
import { Panel } from '../../components/panel.tsx'
import type { Format } from '../../format/format.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { changeWords } from './change-words.ts'
import { useLastLook } from './last-look.ts'

const icons = { added: 'plus', revised: 'edit', deleted: 'minus' } as const

/** What came, changed and went since this browser last looked. */
export function ChangePanel({ changes }: { changes: readonly ChangeJson[] }) {
  const format = useFormat()
  const last = useLastLook()
  return (
    <Panel title={en.home.changed} aside={last === null ? null : en.home.sinceLook(format.moment(last, Date.now()))}>
      {changes.length === 0 ? (
        <p class="quiet">{en.home.noChange}</p>
      ) : (
        <ul class="home-changes">
          {changes.map((change) => (
            <Change
              key={`${change.at}${change.kind}${change.table}${change.key}`}
              change={change}
              format={format}
              fresh={last !== null && Date.parse(change.at) > last}
            />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Change({ change, format, fresh }: { change: ChangeJson; format: Format; fresh: boolean }) {
  const { href, title, words } = changeWords(change, format)
  const text = (
    <>
      {title === null ? null : <strong dir="auto">{title}</strong>} {words}
    </>
  )
  return (
    <li data-fresh={fresh}>
      <Icon name={icons[change.kind]} />
      <span class="change-words">{href === null ? text : <a href={href}>{text}</a>}</span>
      <time dateTime={change.at}>{format.moment(Date.parse(change.at), Date.now())}</time>
    </li>
  )
}
