import { PageHead } from '../../app/page-head.tsx'
import { en } from '../../words/en.ts'
import { Account } from './account.tsx'
import { DisplaySettings } from './display.tsx'
import { Fetched } from './fetched.tsx'
import { Health } from './health.tsx'
import { Schedule } from './schedule.tsx'
import { Sessions } from './sessions.tsx'
import './settings.css'

const words = en.settings
const parts = [
  { id: 'account', title: words.account, Part: Account },
  { id: 'sessions', title: words.sessions, Part: Sessions },
  { id: 'schedule', title: words.schedule, Part: Schedule },
  { id: 'health', title: words.health, Part: Health },
  { id: 'fetched', title: words.fetched, Part: Fetched },
  { id: 'display', title: words.display, Part: DisplaySettings },
]

/** What it is now, in sentences, and one action a row. */
export default function SettingsPage() {
  return (
    <>
      <PageHead title={words.title} />
      <div class="settings">
        <nav class="settings-contents" aria-label={words.contents}>
          <ul>
            {parts.map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="settings-parts">
          {parts.map(({ id, Part }) => (
            <div key={id} id={id} class="settings-part">
              <Part />
            </div>
          ))}
          <p class="note">{words.erasing}</p>
        </div>
      </div>
    </>
  )
}
