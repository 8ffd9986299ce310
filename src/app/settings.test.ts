import { describe, expect, it } from 'vitest'
import { isFailure } from '../domain/index.ts'
import { findFolders } from './folders.ts'
import { readSettings, showSettings } from './settings.ts'

const thrownBy = (work: () => unknown) => {
  try {
    work()
  } catch (thrown) {
    return thrown
  }
  return null
}

describe('settings', () => {
  it('count an empty variable as unset', () => {
    expect(readSettings({ GARMINSYNC_USER: '', GARMINSYNC_PACE: ' ' })).toMatchObject({
      user: null,
      pace: { burst: 120, perSecond: 2 },
    })
  })
  it('accept pace off for a loopback origin only', () => {
    expect(readSettings({ GARMINSYNC_PACE: 'off', GARMINSYNC_GARMIN_ORIGIN: 'http://127.0.0.1:8' }).pace).toBeNull()
    expect(
      isFailure(
        thrownBy(() => readSettings({ GARMINSYNC_PACE: 'off' })),
        'settings.invalid',
      ),
    ).toBe(true)
  })
  it.each([
    'http://example.org',
    'http://127.0.0.1:8/path',
    'ftp://127.0.0.1',
    'http://user@127.0.0.1',
    'http://127.0.0.1.example.org',
    'nonsense',
  ])('refuse %s as Garmin origin', (origin) => {
    expect(
      isFailure(
        thrownBy(() => readSettings({ GARMINSYNC_GARMIN_ORIGIN: origin })),
        'settings.invalid',
      ),
    ).toBe(true)
  })
  it('take datasets as a list and samples as one of two words', () => {
    expect(readSettings({ GARMINSYNC_DATASETS: 'a, b,', GARMINSYNC_SAMPLES: 'json' })).toMatchObject({
      datasets: ['a', 'b'],
      samples: 'json',
    })
    expect(readSettings({})).toMatchObject({ datasets: null, samples: null })
    expect(thrownBy(() => readSettings({ GARMINSYNC_SAMPLES: 'fit' }))).toMatchObject({ code: 'settings.invalid' })
  })
  it('never show a secret', () => {
    const shown = JSON.stringify(
      showSettings({ GARMINSYNC_SECRET_KEY: 'planted', GARMINSYNC_DATABASE_URL: 'postgres://u:planted@h/d' }),
    )
    expect(shown).not.toContain('planted')
  })
})

describe('folders', () => {
  it('are all under one home when one is given', () => {
    const { database, secretKeyFile, locks } = findFolders({ GARMINSYNC_HOME: '/x' }, '/srv/gs')
    expect([database, secretKeyFile, locks]).toEqual(['/srv/gs/garminsync.db', '/srv/gs/secret.key', '/srv/gs/locks'])
  })
  it('follow XDG otherwise; an empty variable counts as unset', () => {
    const { database, configFile, log } = findFolders(
      { XDG_DATA_HOME: '/d', XDG_CONFIG_HOME: '', XDG_STATE_HOME: '/s' },
      null,
    )
    expect(database).toBe('/d/garminsync/garminsync.db')
    expect(configFile).toMatch(/\.config\/garminsync\/config\.toml$/)
    expect(log).toBe('/s/garminsync/log')
  })
})
