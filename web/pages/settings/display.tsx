import { useApp } from '../../app/use-app.ts'
import { Choice } from '../../components/choice.tsx'
import { Panel } from '../../components/panel.tsx'
import { en } from '../../words/en.ts'
import { Row } from './row.tsx'

const words = en.settings
const optionsOf = <Value extends string>(labels: Readonly<Record<Value, string>>) =>
  (Object.entries(labels) as [Value, string][]).map(([value, label]) => ({ value, label }))

/** How this browser shows things. */
export function DisplaySettings() {
  const { display } = useApp()
  const { theme, units, firstWeekday, keys } = display.now.value
  return (
    <Panel title={words.display} aside={words.displayAbout}>
      <Row label={words.theme}>
        <Choice
          label={words.theme}
          value={theme}
          options={optionsOf(words.themes)}
          onChange={(value) => display.change({ theme: value })}
        />
      </Row>
      <Row label={words.units}>
        <Choice
          label={words.units}
          value={units}
          options={optionsOf(words.unitWords)}
          onChange={(value) => display.change({ units: value })}
        />
      </Row>
      <Row label={words.weekday}>
        <Choice
          label={words.weekday}
          value={firstWeekday}
          options={optionsOf(words.weekdays)}
          onChange={(value) => display.change({ firstWeekday: value })}
        />
      </Row>
      <Row label={words.keys}>
        <Choice
          label={words.keys}
          value={keys ? 'on' : 'off'}
          options={[
            { value: 'on' as const, label: words.keysOn },
            { value: 'off' as const, label: words.keysOff },
          ]}
          onChange={(value) => display.change({ keys: value === 'on' })}
        />
      </Row>
    </Panel>
  )
}
