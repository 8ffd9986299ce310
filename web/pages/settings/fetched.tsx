import { useSignal } from '@preact/signals'
import type { SettingsJson } from '../../../src/contract/index.ts'
import { isLocalDate } from '../../../src/domain/index.ts'
import { useResource } from '../../api/use-resource.ts'
import { useApp } from '../../app/use-app.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { Panel } from '../../components/panel.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { Row } from './row.tsx'
import { useAction } from './use-action.ts'

const words = en.settings
type Dataset = SettingsJson['datasets'][number]
const sources: Readonly<Record<Dataset['source'], string | null>> = {
  env: 'GARMINSYNC_DATASETS',
  config: 'config.toml',
  default: null,
  here: null,
}

export function Fetched() {
  const { value: shown } = useResource('settings', (client, signal) => client.settings({ signal }))
  if (shown.data === null)
    return (
      <Panel title={words.fetched}>
        {shown.problem === null ? (
          <Skeleton label={words.loading} height={6} />
        ) : (
          <ProblemNote problem={shown.problem} now={Date.now()} />
        )}
      </Panel>
    )
  const { datasets } = shown.data
  const named = (some: readonly Dataset[]) =>
    some.length === 0 ? words.none : some.map(({ title }) => title).join(', ')
  const lists: readonly (readonly [string, readonly Dataset[]])[] = [
    [words.offUntil, datasets.filter(({ on, usually }) => !on && !usually)],
    [words.switchedOff, datasets.filter(({ on, usually }) => !on && usually)],
    [words.switchedOn, datasets.filter(({ on, usually }) => on && !usually)],
  ]
  return (
    <Panel title={words.fetched} aside={words.datasets(datasets.filter(({ on }) => on).length, datasets.length)}>
      {lists.map(([label, some], at) => {
        const source = sources[some[0]?.source ?? 'default']
        return at > 0 && some.length === 0 ? null : (
          <Row key={label} label={label} action={source === null ? null : <code>{words.setBy(source)}</code>}>
            {some.length > 6 ? (
              <details>
                <summary>{words.count(some.length)}</summary>
                {named(some)}
              </details>
            ) : (
              named(some)
            )}
            {at === 0 ? <p class="note">{words.howDatasets}</p> : null}
          </Row>
        )
      })}
      <Start settings={shown.data} />
    </Panel>
  )
}

function Start({ settings }: { settings: SettingsJson }) {
  const { client, resources } = useApp()
  const format = useFormat()
  const action = useAction()
  const open = useSignal(false)
  const day = useSignal('')
  const { value } = settings.first_day
  return (
    <Row
      label={words.start}
      action={
        <Button
          onClick={() => {
            open.value = !open.value
          }}
        >
          {open.value ? en.parts.cancel : words.earlier}
        </Button>
      }
    >
      {isLocalDate(value) ? words.startFrom(format.day.long(value)) : words.startAll}
      {open.value ? (
        <form
          class="setting-form"
          onSubmit={(event) => {
            event.preventDefault()
            void action
              .run(() => client.settingsChange({ body: { first_day: day.value.trim() } }))
              .then((well) => {
                if (!well) return
                resources.refresh((key) => key === 'settings')
                open.value = false
              })
          }}
        >
          <Field
            label={words.firstDay}
            hint={words.firstDayHint}
            value={day.value}
            error={action.problem.value?.message ?? null}
            onInput={(text) => {
              day.value = text
            }}
          />
          <Button type="submit" kind="primary" busy={action.busy.value ? words.saving : null}>
            {words.save}
          </Button>
        </form>
      ) : null}
    </Row>
  )
}
