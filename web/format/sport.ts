/** Families of sport, as totals and calendar know them: each has its hue and its word. */
export const sports = ['running', 'cycling', 'swimming', 'strength', 'multisport', 'other'] as const
export type Sport = (typeof sports)[number]

/** DESIGN section 2: the hue of each. */
export const hueOf: Readonly<Record<Sport, string>> = {
  running: 'pace',
  cycling: 'steps',
  swimming: 'hrv',
  strength: 'weight',
  multisport: 'load',
  other: 'resp',
}

/** The family of Garmin's word, which grows (SCHEMA-HINTS 5.8): by what it says. */
export function sportOf(typeKey: string | null): Sport {
  const key = typeKey ?? ''
  if (/multi_?sport|triathlon|duathlon|swimrun|brick/.test(key)) return 'multisport'
  if (/run/.test(key)) return 'running'
  if (/cycl|bik|bmx|ride/.test(key)) return 'cycling'
  if (/swim/.test(key)) return 'swimming'
  return /strength|weight/.test(key) ? 'strength' : 'other'
}

/** How speed is told in it. */
export function paceKind(typeKey: string | null): 'foot' | 'water' | 'wheels' | null {
  const key = typeKey ?? ''
  const sport = sportOf(typeKey)
  if (sport === 'running' || /walk|hik/.test(key)) return 'foot'
  if (sport === 'cycling' || /row|skat|ski|sail|motor|driv/.test(key)) return 'wheels'
  return sport === 'swimming' ? 'water' : null
}

/** `trail_running` → `Trail running`: Garmin's word where there is none of ours. */
export function typeWord(typeKey: string | null): string {
  if (typeKey === null) return '–'
  const words = typeKey.replace(/_v\d+$/, '').replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
