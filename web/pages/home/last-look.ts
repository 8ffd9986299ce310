import { useMemo } from 'preact/hooks'

const key = 'garminsync.looked'
/** A reload is not another look. */
const sameLookMs = 10 * 60_000

/** When this browser last looked at Home before now, UTC ms; null = never, or nothing may be kept here. */
export function useLastLook(): number | null {
  return useMemo(() => lookAt(window, Date.now()), [])
}

function lookAt(window: Window, now: number): number | null {
  try {
    const kept = JSON.parse(window.localStorage.getItem(key) ?? 'null') as { at: number; before: number | null } | null
    const before = kept === null ? null : now - kept.at < sameLookMs ? kept.before : kept.at
    window.localStorage.setItem(key, JSON.stringify({ at: now, before }))
    return before
  } catch {
    return null
  }
}
