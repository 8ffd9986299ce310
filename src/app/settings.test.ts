import { describe, expect, it } from 'vitest'
import { isFailure } from '../domain/index.ts'
import { checkListenHost, exposureOf } from './exposure.ts'
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

describe('a server that others reach', () => {
  const reach = (env: Record<string, string>) => readSettings(env)

  it('needs to be told who they are', () => {
    expect(() => exposureOf(reach({ GARMINSYNC_PUBLIC_URL: 'https://fit.example.org' }))).toThrow(
      'GARMINSYNC_ALLOWED_USERS',
    )
    expect(() => checkListenHost('0.0.0.0', undefined)).toThrow('GARMINSYNC_PUBLIC_URL')
    expect(() => checkListenHost('127.0.0.1', undefined)).not.toThrow()
    const exposure = exposureOf(
      reach({ GARMINSYNC_PUBLIC_URL: 'https://fit.example.org/', GARMINSYNC_ALLOWED_USERS: 'Lena@example.org, 1001' }),
    )
    expect(exposure?.publicUrl).toBe('https://fit.example.org')
    expect(exposure?.allowed.allowsEmail(' lena@EXAMPLE.org ')).toBe(true)
    expect(exposure?.allowed.allowsUser('1001')).toBe(true)
    expect(exposure?.allowed.allowsUser('1002')).toBe(false)
    expect(() => checkListenHost('0.0.0.0', exposure)).not.toThrow()
  })

  it.each([
    ['GARMINSYNC_PUBLIC_URL', 'https://fit.example.org/somewhere'],
    ['GARMINSYNC_PUBLIC_URL', 'ftp://fit.example.org'],
    ['GARMINSYNC_ALLOWED_USERS', 'everybody'],
    ['GARMINSYNC_ALLOWED_USERS', ','],
    ['GARMINSYNC_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['GARMINSYNC_TRUSTED_PROXIES', 'proxy.example'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => reach({ [name]: value })).toThrow(name)
  })

  it('trusts single addresses and networks of either kind', () => {
    const { trustedProxies } = reach({ GARMINSYNC_TRUSTED_PROXIES: '192.0.2.7, 10.0.0.0/8, fd00::/8' })
    expect(trustedProxies.check('192.0.2.7')).toBe(true)
    expect(trustedProxies.check('10.9.9.9')).toBe(true)
    expect(trustedProxies.check('fd12::1', 'ipv6')).toBe(true)
    expect(trustedProxies.check('192.0.2.8')).toBe(false)
  })
})
