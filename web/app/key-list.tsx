import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../components/button.tsx'
import { en } from '../words/en.ts'
import { useApp } from './use-app.ts'

/** `?`: every key and what it does. */
export function KeyList({ onClose }: { onClose: () => void }) {
  const { pages } = useApp()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  const words: Readonly<Record<string, string>> = en.rail
  const rows: readonly (readonly [string, string])[] = [
    ['/', en.keyList.search],
    ['s', en.keyList.sync],
    ['j k Enter', en.keyList.rows],
    ['[ ]', en.keyList.period],
    ['← →', en.keyList.sample],
    ['T', en.keyList.table],
    ['+ − 0', en.keyList.zoom],
    ['Esc', en.keyList.escape],
    ['?', en.keyList.all],
  ]
  return (
    <dialog class="key-list" ref={dialog} aria-labelledby="key-list-title" onClose={onClose}>
      <h2 id="key-list-title">{en.frame.keys}</h2>
      <dl>
        <dt>{en.keyList.pages}</dt>
        <dd>
          {pages.map(({ rail }) =>
            rail === null ? null : (
              <span key={rail.key}>
                <kbd>{rail.key}</kbd> {words[rail.word]}
              </span>
            ),
          )}
        </dd>
        {rows.map(([key, text]) => (
          <>
            <dt key={key}>
              {key.split(' ').map((each) => (
                <kbd key={each}>{each}</kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </>
        ))}
      </dl>
      <p class="quiet small">{en.keyList.off}</p>
      <Button onClick={onClose}>{en.frame.close}</Button>
    </dialog>
  )
}
