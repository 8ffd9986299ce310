import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { useResource } from '../../api/use-resource.ts'
import { useKey } from '../../app/keys.ts'
import { useApp } from '../../app/use-app.ts'
import { Chip } from '../../components/chip.tsx'
import { Icon } from '../../components/icon.tsx'
import { toHours } from '../../format/duration.ts'
import { typeWord } from '../../format/sport.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import type { Asked } from './asked.ts'
import { understand } from './search-words.ts'

const words = en.activities

/** Search and chips; the address is their state. */
export function Filters({ asked, text }: { asked: Asked; text: string }) {
  const { router, keys } = useApp()
  const format = useFormat()
  const input = useRef<HTMLInputElement>(null)
  const choosing = useSignal(false)
  useKey(keys, '/', () => input.current?.focus())
  const { value: types } = useResource('activities types', (client, signal) => client.activityTypes({ signal }))
  const set = (changes: Record<string, string | null>) => router.setQuery(changes)
  const typed = understand(text)
  const length = (metres: number) => {
    const { value, unit } = format.distance(metres)
    return format.withUnit(value.replace(/[.,]0+$/, ''), unit)
  }
  const meant = [
    typed.min_m === undefined ? null : words.longer(length(typed.min_m)),
    typed.max_m === undefined ? null : words.shorter(length(typed.max_m)),
    typed.min_s === undefined ? null : words.longer(toHours(typed.min_s)),
    typed.max_s === undefined ? null : words.shorter(toHours(typed.max_s)),
    typed.from === undefined ? null : typed.from.slice(0, 4),
    meantWords(typed.q, text),
  ].filter((word) => word !== null)
  const years = asked.from === undefined ? null : asked.from === asked.to ? asked.from : `${asked.from.slice(0, 4)}`
  return (
    <div class="activity-filters">
      <div class="activity-search">
        <Icon name="search" />
        <input
          ref={input}
          type="search"
          aria-label={words.search}
          value={text}
          placeholder={words.searchHint}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => set({ q: event.currentTarget.value === '' ? null : event.currentTarget.value })}
        />
        <kbd>/</kbd>
      </div>
      <div class="activity-chips">
        {meant.map((word) => (
          <Chip key={word} label={word} />
        ))}
        {asked.type === undefined ? (
          <Chip
            label={words.type(words.allTypes)}
            set={false}
            onPress={() => {
              choosing.value = !choosing.value
            }}
          />
        ) : (
          <Chip label={words.type(typeWord(asked.type))} onRemove={() => set({ type: null })} />
        )}
        {years === null || typed.from !== undefined ? null : (
          <Chip label={years} onRemove={() => set({ from: null, to: null })} />
        )}
        <Toggle
          label={asked.has_original === false ? words.withoutFile : words.withFile}
          on={asked.has_original !== undefined}
          onPress={() => set({ file: asked.has_original === undefined ? 'true' : null })}
        />
        <Toggle
          label={words.deleted}
          on={asked.deleted === true}
          onPress={() => set({ deleted: asked.deleted === true ? null : 'true' })}
        />
      </div>
      {choosing.value && asked.type === undefined ? (
        <div class="activity-types">
          {(types.data?.items ?? []).map(({ type_key, count }) => (
            <Chip
              key={type_key}
              label={`${typeWord(type_key)} ${format.number(count)}`}
              set={false}
              onPress={() => {
                choosing.value = false
                set({ type: type_key })
              }}
            />
          ))}
        </div>
      ) : null}
    </div>
  )
}

function Toggle({ label, on, onPress }: { label: string; on: boolean; onPress: () => void }) {
  return on ? <Chip label={label} onRemove={onPress} /> : <Chip label={label} set={false} onPress={onPress} />
}

/** Words are repeated only where the rest of the text meant something else. */
function meantWords(q: string, text: string): string | null {
  return q === '' || q === text.trim().replace(/\s+/g, ' ') ? null : words.words(q)
}
