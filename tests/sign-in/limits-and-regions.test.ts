import { afterEach, describe, expect, it } from 'vitest'
import { Secret, systemClock } from '../../src/domain/index.ts'
import { createHttp } from '../../src/garmin/http/http.ts'
import { createSignIn } from '../../src/garmin/index.ts'
import { createDi } from '../../src/garmin/tokens/di.ts'
import type { SimulatorOptions } from '../../src/simulator/index.ts'
import { failureOf, openDoors } from '../support/doors.ts'
import { signInMemory } from '../support/garmin-memory.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
async function open(options: SimulatorOptions = {}) {
  const doors = await openDoors(options)
  closing.push(doors.close)
  return doors
}

describe('limits and regions', () => {
  it('logins are counted for each client id: a limit of the app’s does not touch the widget', async () => {
    const { simulator, start } = await open({ mfa: 'none', loginLimit: 1 })
    await start('password')
    expect(await failureOf(start('password'))).toBe('auth.login-limited')
    expect(simulator.auth.logins).toEqual([{ email: simulator.email, clientId: 'GCM_IOS_DARK', count: 2 }])
    const other = createSignIn({ ...signInMemory(), origin: simulator.origin, userAgent: 'GarminSync/test' })
    const { email, password } = simulator
    await other.start({ email, password: new Secret(password), region: 'com', method: 'widget' })
    expect(simulator.auth.logins).toContainEqual({ email, clientId: '', count: 1 })
  })

  it('the other region’s host swaps a ticket of China, but will not refresh it', async () => {
    const { simulator, start } = await open({ region: 'cn', mfa: 'none' })
    const started = await start('password')
    if (started.kind !== 'signed-in') throw new Error('a code was asked for')
    const http = createHttp({ origin: simulator.origin, userAgent: 'GarminSync/test' })
    closing.push(() => http.close())
    const di = createDi({ http, clock: systemClock })
    expect(await failureOf(di.refresh({ ...started.tokens, region: 'com' }))).toBe('auth.wrong-region')
    expect(await failureOf(di.refresh(started.tokens))).toBe('done')
    const service = 'https://sso.garmin.cn/sso/embed'
    const ticket = new Secret(simulator.auth.issueTicket(service, null, 'cas'))
    const swapped = await di.exchange({ ticket, serviceUrl: service, region: 'com', mfaVerified: false })
    expect(await failureOf(di.refresh(swapped))).toBe('auth.wrong-region')
    expect(simulator.violations).toEqual([])
  })

  it('what is sent to the wrong host of Garmin’s is not answered there', async () => {
    const { simulator } = await open()
    const http = createHttp({ origin: simulator.origin, userAgent: 'GarminSync/test' })
    closing.push(() => http.close())
    const path = '/sso/embed'
    const wrong = await http.send({ service: 'diauth', region: 'com', method: 'GET', path })
    const right = await http.send({ service: 'sso', region: 'com', method: 'GET', path })
    expect([wrong.status, right.status]).toEqual([404, 200])
    expect(simulator.violations).toMatchObject([{ kind: 'wrong-host', path }])
  })
})
