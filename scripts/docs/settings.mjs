import { code, page, table } from './markdown.mjs'

/** @param {import('./sources.ts').Sources} sources */
export function settingsPage({ settings }) {
  /** @type {import('../../src/app/settings.ts').SettingEntry[]} */
  const entries = Object.values(settings)
  return page(
    'Settings',
    'Settings are environment variables; an empty one counts as unset. `garminsync config show` prints what is in force. ' +
      'Values marked secret are never printed.',
    table(
      ['variable', 'value', 'default', 'what it does'],
      entries.map((each) => [
        code(each.env),
        each.secret ? `${each.type}, secret` : each.type,
        each.fallback ?? '',
        each.help,
      ]),
    ),
  )
}
