import { useSignal } from '@preact/signals'
import type { ScheduleJson } from '../../../src/contract/index.ts'
import { useResource } from '../../api/use-resource.ts'
import { useApp } from '../../app/use-app.ts'
import { Button } from '../../components/button.tsx'
import { Choice } from '../../components/choice.tsx'
import { Field } from '../../components/field.tsx'
import { Panel } from '../../components/panel.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { toWait } from '../../format/duration.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { Row } from './row.tsx'
import { useAction } from './use-action.ts'

const words = en.settings

export function Schedule() {
  const format = useFormat()
  const changing = useSignal(false)
  const { value: shown } = useResource('schedule', (client, signal) => client.schedule({ signal }))
  const { value: settings } = useResource('settings', (client, signal) => client.settings({ signal }))
  const pace = settings.data?.pace
  const [burst = '', perSecond = ''] = pace?.value?.split(',') ?? []
  const schedule = shown.data
  return (
    <Panel title={words.schedule}>
      {schedule === null ? (
        shown.problem === null ? (
          <Skeleton label={words.loading} height={4} />
        ) : (
          <ProblemNote problem={shown.problem} now={Date.now()} />
        )
      ) : (
        <Row
          label={schedule.enabled ? words.every(toWait(schedule.every_min * 60)) : words.off}
          action={
            <Button
              onClick={() => {
                changing.value = !changing.value
              }}
            >
              {changing.value ? en.parts.cancel : words.change}
            </Button>
          }
        >
          {words.scheduleAbout(
            schedule.next_run === null ? words.noNext : format.moment(Date.parse(schedule.next_run), Date.now()),
            schedule.quiet_from === null || schedule.quiet_to === null
              ? null
              : `${schedule.quiet_from}–${schedule.quiet_to}`,
          )}
          {changing.value ? (
            <ScheduleForm
              schedule={schedule}
              onDone={() => {
                changing.value = false
              }}
            />
          ) : null}
        </Row>
      )}
      {pace === undefined ? null : (
        <Row label={words.pace} action={pace.source === 'env' ? <code>{words.setBy('GARMINSYNC_PACE')}</code> : null}>
          {pace.value === null ? words.paceOff : words.paceText(burst, perSecond)}
        </Row>
      )}
    </Panel>
  )
}

function ScheduleForm({ schedule, onDone }: { schedule: ScheduleJson; onDone: () => void }) {
  const { client, resources } = useApp()
  const action = useAction()
  const every = useSignal(String(schedule.every_min))
  const from = useSignal(schedule.quiet_from ?? '')
  const to = useSignal(schedule.quiet_to ?? '')
  const enabled = useSignal<'on' | 'off'>(schedule.enabled ? 'on' : 'off')
  const failed = action.problem.value
  const field = typeof failed?.data.field === 'string' ? failed.data.field : null
  const errorOf = (name: string) => (field === name ? (failed?.message ?? null) : null)
  return (
    <form
      class="setting-form"
      onSubmit={(event) => {
        event.preventDefault()
        void action
          .run(() =>
            client.scheduleChange({
              body: {
                enabled: enabled.value === 'on',
                every_min: Number(every.value),
                quiet_from: from.value.trim() || null,
                quiet_to: to.value.trim() || null,
              },
            }),
          )
          .then((well) => {
            if (!well) return
            resources.refresh((key) => key === 'schedule' || key === 'status')
            onDone()
          })
      }}
    >
      <Choice
        label={words.byItself}
        value={enabled.value}
        options={[
          { value: 'on', label: words.keysOn },
          { value: 'off', label: words.keysOff },
        ]}
        onChange={(value) => {
          enabled.value = value
        }}
      />
      <Field
        label={words.minutes}
        type="number"
        value={every.value}
        error={errorOf('every_min')}
        onInput={(value) => {
          every.value = value
        }}
      />
      <Field
        label={words.quietFrom}
        hint={words.quietHint}
        value={from.value}
        error={errorOf('quiet_from')}
        onInput={(value) => {
          from.value = value
        }}
      />
      <Field
        label={words.quietTo}
        value={to.value}
        error={errorOf('quiet_to')}
        onInput={(value) => {
          to.value = value
        }}
      />
      {failed !== null && field === null ? <ProblemNote problem={failed} now={Date.now()} /> : null}
      <Button type="submit" kind="primary" busy={action.busy.value ? words.saving : null}>
        {words.save}
      </Button>
    </form>
  )
}
