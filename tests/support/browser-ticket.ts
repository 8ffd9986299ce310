import type { Simulator } from '../../src/simulator/index.ts'
import { visitWidget, widgetQuery } from '../../src/simulator/widget-support.ts'

/**
 * The address on which a person's browser ends: on Garmin's page with the password and, where one is wanted, the code that
 * arrived. Leaves no trace in the simulator's requests.
 */
export async function browserTicket(simulator: Simulator): Promise<string> {
  const visitor = visitWidget(simulator, 'Mozilla/5.0 (X11; Linux x86_64)')
  const form = `/sso/signin?${widgetQuery(`garmin.${simulator.auth.account.region}`)}`
  const { csrf } = await visitor.get(form)
  const typed = { username: simulator.email, password: simulator.password, embed: 'true', _csrf: csrf ?? '' }
  let page = await visitor.post(form, typed)
  for (let next = onward(page.headers); next !== null; next = onward(page.headers)) {
    page = await visitor.get(next)
    if (page.variable('mfaMethod') === null) continue
    const code = simulator.inbox.at(-1)?.code ?? ''
    const fields = { 'mfa-code': code, embed: 'true', _csrf: page.csrf ?? '', fromPage: 'setupEnterMfaCode' }
    page = await visitor.post(next, fields)
  }
  if (page.ticket === null) throw new Error(`no ticket on "${page.title}" (${page.status})`)
  simulator.forget()
  return `https://sso.garmin.${simulator.auth.account.region}/sso/embed?ticket=${page.ticket}`
}

function onward(headers: Headers): string | null {
  const location = headers.get('location')
  if (location === null) return null
  const { pathname, search } = new URL(location, 'http://localhost')
  return pathname + search
}
