import { expect, test } from 'vitest'
import { filesUnder, read } from '../../scripts/lib/files.mjs'

const tokens = readTokens(read('web/styles/tokens.css'))

const grounds = ['ground', 'surface', 'inset']
const softs = ['accent-soft', 'notice-soft', 'trouble-soft']
const decoration = ['line', 'float-border', 'shadow', 'veil']
const texts = ['ink', 'ink-2', 'ink-3', 'accent', 'notice', 'trouble']
/** Seen on all grounds. */
const marks = ['control', 'present', 'empty', 'failed', 'missing']
const metrics = ['heart', 'hrv', 'stress', 'battery', 'resp', 'spo2', 'steps', 'load', 'weight', 'elev']
/** Drawn on panels only. */
const onPanels = ['deep', 'lightsleep', 'rem', 'awake', 'z1', 'z2', 'z3', 'z4', 'z5']
const themes = [0, 1] as const

const grouped = [
  ...[...grounds, ...softs, ...decoration, 'on-accent'],
  ...[...texts, ...marks, ...metrics, ...onPanels],
].sort()

test('every colour belongs to a group that is measured', () => {
  expect([...tokens.keys()].sort()).toEqual(
    grouped.filter((name) => !['float-border', 'shadow', 'veil'].includes(name)),
  )
})

test.each(texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)))(
  'text %s on %s has 4.5 to 1, by day and at night',
  (text, ground) => {
    for (const theme of themes) expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5)
  },
)

test.each([...marks, ...metrics].flatMap((mark) => grounds.map((ground) => [mark, ground] as const)))(
  'mark %s on %s has 3 to 1, by day and at night',
  (mark, ground) => {
    // Rounded as the design states them: `empty` on `inset` is 3.0.
    for (const theme of themes) expect(Math.round(contrast(mark, ground, theme) * 10) / 10).toBeGreaterThanOrEqual(3)
  },
)

test.each(onPanels)('%s on a panel has 3 to 1, by day and at night', (mark) => {
  for (const theme of themes) expect(contrast(mark, 'surface', theme)).toBeGreaterThanOrEqual(3)
})

test.each([
  ['accent', 'accent-soft'],
  ['notice', 'notice-soft'],
  ['trouble', 'trouble-soft'],
  ['ink', 'notice-soft'],
  ['ink-2', 'notice-soft'],
  ['on-accent', 'accent'],
])('%s on %s has 4.5 to 1, by day and at night', (text, ground) => {
  for (const theme of themes) expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5)
})

test('zones run one way in lightness, darker by day and lighter at night', () => {
  const zones = ['z1', 'z2', 'z3', 'z4', 'z5']
  const byDay = zones.map((zone) => luminance(colour(zone, 0)))
  const atNight = zones.map((zone) => luminance(colour(zone, 1)))
  expect(byDay).toEqual([...byDay].sort((a, b) => b - a))
  expect(atNight).toEqual([...atNight].sort((a, b) => a - b))
})

test('no colour is written down outside of the tokens', () => {
  const found = filesUnder('web')
    .filter((path) => /\.(css|tsx?|html)$/.test(path) && path !== 'web/styles/tokens.css' && !path.endsWith('.test.ts'))
    .flatMap((path) => colourLiterals(read(path)).map((literal) => `${path}: ${literal}`))
  expect(found).toEqual([])
})

test('the search for colours finds each way of writing one', () => {
  const styles = 'a{color:#fff;border:1px solid red;fill:rgb(0 0 0);stop-color:hsl(1 2% 3%);background:oklch(1 0 0)}'
  expect(colourLiterals(styles)).toEqual(['#fff', 'rgb(', 'hsl(', 'oklch(', 'border:1px solid red'])
  expect(colourLiterals("stroke: 'black'")).toEqual(["stroke: 'black'"])
  expect(colourLiterals('<a href="#page">')).toEqual([])
})

/** `--name: light-dark(#aaaaaa, #bbbbbb)` → name and both. */
function readTokens(css: string): Map<string, readonly [string, string]> {
  const root = css.slice(0, css.indexOf('\n}'))
  return new Map(
    [...root.matchAll(/--([\w-]+): light-dark\((#[\dA-F]{6}), (#[\dA-F]{6})\)/gi)].map((match) => [
      match[1] as string,
      [match[2] as string, match[3] as string],
    ]),
  )
}

function colour(name: string, theme: 0 | 1): string {
  const pair = tokens.get(name)
  if (pair === undefined) throw new Error(`no token ${name}`)
  return pair[theme]
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(front: string, back: string, theme: 0 | 1): number {
  const [light, dark] = [luminance(colour(front, theme)), luminance(colour(back, theme))].sort((a, b) => b - a)
  return ((light as number) + 0.05) / ((dark as number) + 0.05)
}

function colourLiterals(source: string): string[] {
  const functions = source.match(
    /#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{3,4})\b(?![\w-])|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(/gi,
  )
  const names = 'white|black|gr[ae]y|silver|red|green|blue|yellow|orange|purple|brown|pink|teal|navy|maroon|lime|aqua'
  const named = source.match(
    new RegExp(
      `\\b(?:color|background|border|fill|stroke|outline)[\\w-]*\\s*[:=]\\s*[^;\\n}]*?\\b(?:${names})\\b['"]?`,
      'gi',
    ),
  )
  return [...(functions ?? []), ...(named ?? [])]
}
