import { type Signal, useSignal } from '@preact/signals'
import type { ActivityDetailJson } from '../../../src/contract/index.ts'
import { type Failure, toFailure } from '../../../src/domain/index.ts'
import { saveFile } from '../../app/save-file.ts'
import { useApp } from '../../app/use-app.ts'
import { Button } from '../../components/button.tsx'
import { Panel } from '../../components/panel.tsx'
import { Tag } from '../../components/tag.tsx'
import { toShortHash } from '../../format/size.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'

const words = en.activity
export type FileForm = 'file' | 'gpx' | 'tcx' | 'csv'

export interface Save {
  /** What is on its way; null = nothing. */
  readonly busy: FileForm | null
  readonly problem: Signal<Failure | null>
  run(form: FileForm): Promise<void>
}

/** Asks for a file with the account's session and hands it to the browser. */
export function useSave(activity_id: string): Save {
  const { client } = useApp()
  const busy = useSignal<FileForm | null>(null)
  const problem = useSignal<Failure | null>(null)
  return {
    busy: busy.value,
    problem,
    run: async (form) => {
      busy.value = form
      problem.value = null
      try {
        const query = form === 'file' ? {} : { as: form }
        saveFile(await client.activityFile({ params: { activity_id }, query }))
      } catch (thrown) {
        problem.value = toFailure(thrown)
      }
      busy.value = null
    },
  }
}

/** The file as it came, and what can be made of it. */
export function Original({ activity, save }: { activity: ActivityDetailJson; save: Save }) {
  const format = useFormat()
  const { original, device, file_state, is_manual } = activity
  if (original === null) {
    const reason =
      file_state.state === 'failed'
        ? words.fileFailed(file_state.reason ?? '')
        : file_state.state === 'empty'
          ? words.noFileAtGarmin
          : words.noFile
    return (
      <Panel title={words.originalTitle}>
        <p>{is_manual ? words.byHand : reason}</p>
      </Panel>
    )
  }
  const forms: readonly (readonly [FileForm, string])[] = [
    ['file', original.format.toUpperCase()],
    ['gpx', 'GPX'],
    ['tcx', 'TCX'],
    ['csv', words.csv],
  ]
  const size = format.size(original.bytes)
  return (
    <Panel title={words.originalTitle} aside={<FileState original={original} />}>
      <p class="original-name" dir="auto">
        {original.name}
      </p>
      <p class="note">
        {original.records === null
          ? words.sizeOnly(size, device?.name ?? null)
          : words.size(size, format.number(original.records), device?.name ?? null)}
      </p>
      <p class="note">
        <code title={original.sha256}>sha256 {toShortHash(original.sha256)}</code>
      </p>
      <div class="original-forms">
        {forms.map(([form, label]) => (
          <Button
            key={form}
            icon={form === 'file' ? 'download' : undefined}
            busy={save.busy === form ? words.saving : null}
            notNow={form !== 'file' && original.status === 'reject' ? words.rejectTitle : null}
            onClick={() => void save.run(form)}
          >
            {label}
          </Button>
        ))}
      </div>
    </Panel>
  )
}

function FileState({ original }: { original: NonNullable<ActivityDetailJson['original']> }) {
  if (original.status === 'damaged') return <Tag tone="trouble">{words.damaged}</Tag>
  if (original.status === 'partial')
    return (
      <Tag tone="notice" icon="warning">
        {en.activities.truncated}
      </Tag>
    )
  return original.verified_at === null ? null : <Tag icon="check">{words.verified}</Tag>
}
