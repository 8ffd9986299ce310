import { afterEach, describe, expect, it } from 'vitest'
import { Secret } from '../../src/domain/index.ts'
import type { Simulator, SimulatorOptions } from '../../src/simulator/index.ts'
import { visitWidget, type WidgetVisitor } from '../../src/simulator/widget-support.ts'
import { codeOf, failureOf, openDoors } from '../support/doors.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
async function open(options: SimulatorOptions = {}) {
  const doors = await openDoors(options)
  closing.push(doors.close)
  return doors
}

/** What the person's own browser does on the page behind the link: form, code, last page. */
async function browse(simulator: Simulator, visitor: WidgetVisitor, url: string): Promise<string> {
  const path = url.slice(simulator.origin.length)
  const form = await visitor.get(path)
  if (form.ticket !== null) return lastAddress(simulator, form.ticket)
  const { email: username, password } = simulator
  const sent = await visitor.post(path, { username, password, embed: 'true', _csrf: form.csrf ?? '' })
  const next = sent.headers.get('location') ?? ''
  // A browser stays at the origin that it was sent to.
  expect(next.startsWith(`${simulator.origin}/sso/verifyMFA/`)).toBe(true)
  const codePath = next.slice(simulator.origin.length)
  const { csrf } = await visitor.get(codePath)
  const code = { 'mfa-code': codeOf(simulator), embed: 'true', _csrf: csrf ?? '', fromPage: 'setupEnterMfaCode' }
  const right = await visitor.post(codePath, code)
  const done = await visitor.get((right.headers.get('location') ?? '').slice(simulator.origin.length))
  return lastAddress(simulator, done.ticket ?? '')
}
const lastAddress = ({ origin }: Simulator, ticket: string) => `${origin}/sso/embed?ticket=${ticket}`

describe('the own browser', () => {
  it('brings a ticket; the link opened again brings a fresh one; each is good once', async () => {
    const { simulator, signIn } = await open()
    const visitor = visitWidget(simulator, 'Mozilla/5.0 (X11; Linux x86_64)')
    const first = await browse(simulator, visitor, signIn.link('com').url)
    // The last page may be loaded: it uses nothing up.
    expect((await visitor.get(first.slice(simulator.origin.length))).title).toBe('GAuth Embedded Version')
    const paste = (text: string) => signIn.ticket({ pasted: new Secret(text), region: null })
    expect((await paste(first)).profile?.userId).toBe('70010001')
    expect(simulator.violations).toEqual([])
    const second = await browse(simulator, visitor, signIn.link('com').url)
    expect(second).not.toBe(first)
    expect((await paste(second)).profile?.userId).toBe('70010001')
    expect(simulator.inbox).toHaveLength(1)
    expect(await failureOf(paste(second))).toBe('auth.ticket-refused')
  })

  it('a ticket of another door, or older than a minute, is refused', async () => {
    const { simulator, signIn, pass } = await open()
    const foreign = simulator.auth.issueTicket('https://connect.garmin.com/app', null, 'sso')
    expect(await failureOf(signIn.ticket({ pasted: new Secret(foreign), region: null }))).toBe('auth.ticket-refused')
    const old = await browse(simulator, visitWidget(simulator, 'Mozilla/5.0'), signIn.link('com').url)
    pass(61_000)
    expect(await failureOf(signIn.ticket({ pasted: new Secret(old), region: null }))).toBe('auth.ticket-refused')
  })

  it('stays open after a 429 at the password', async () => {
    const { simulator, signIn, start } = await open()
    simulator.faults.add({ kind: '429', match: 'api/login' })
    expect(await failureOf(start('password'))).toBe('auth.login-limited')
    const visitor = visitWidget(simulator, 'Mozilla/5.0')
    const address = await browse(simulator, visitor, signIn.link('com').url)
    expect(await failureOf(signIn.ticket({ pasted: new Secret(address), region: null }))).toBe('done')
    expect(simulator.violations).toEqual([])
  })
})
