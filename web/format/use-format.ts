import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { createFormat, type Format } from './format.ts'

let own: Format | null = null

/** Set by the frame once the account's units and zone are known. */
export const FormatContext = createContext<Format | null>(null)

/** How values are written for this reader; before the account is known by the browser's language and zone, metric. */
export function useFormat(): Format {
  const given = useContext(FormatContext)
  if (given !== null) return given
  own ??= createFormat({
    locale: navigator.language,
    units: 'metric',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  })
  return own
}
