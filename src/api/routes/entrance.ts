import type { OpenAPIHono } from '@hono/zod-openapi'
import { routes } from '../../contract/index.ts'
import { fail } from '../../domain/index.ts'
import type { Env } from '../env.ts'
import { unlessOver } from '../need-session.ts'
import type { Auth } from '../services/auth.ts'
import type { ApiServices } from '../services/types.ts'
import { cookiesOf, dropCookie } from '../session-cookie.ts'
import { toChallengeJson, toSessionJson } from '../wire.ts'
import { callOf, issued } from './sign-in-call.ts'

/** What a page asks before anybody is signed in: whose cookies are good, and which ways in there are. */
export function addEntranceRoutes(app: OpenAPIHono<Env>, services: ApiServices, auth: Auth): void {
  const { store, exposure, version } = services
  const demoUser = async () => (await services.demoUser?.()) ?? null

  app.openapi(routes.authHere, async (c) => {
    const items = []
    for (const cookie of cookiesOf(c)) {
      const session = await auth.sessions.authenticateCookie(cookie.secret).catch(unlessOver)
      if (session === null) {
        dropCookie(c, cookie.userId)
        continue
      }
      const account = await store.accounts.find(session.userId)
      const { display_name = null, full_name = null } = account ?? {}
      items.push({ ...toSessionJson(await auth.sessions.show(session)), display_name, full_name })
    }
    items.sort((a, b) => b.last_used_at.localeCompare(a.last_used_at))
    return c.json({ items, next_cursor: null }, 200)
  })

  app.openapi(routes.authOptions, async (c) => {
    const open = c.get('peer').secure
    return c.json(
      {
        password: open,
        browser: open,
        pair: open,
        reason: open ? null : ('request.insecure' as const),
        regions: ['com' as const, 'cn' as const],
        demo: (await demoUser()) !== null,
        public_url: exposure?.publicUrl ?? null,
        first_start: (await auth.accounts.list()).length === 0,
        version,
      },
      200,
    )
  })

  app.openapi(routes.authChallenge, async (c) =>
    c.json(toChallengeJson(await auth.signIn.challenge(c.req.valid('param').challenge_id)), 200),
  )

  app.openapi(routes.authDemo, async (c) => {
    const userId = await demoUser()
    if (userId === null) throw fail('request.no-route', { value: new URL(c.req.url).pathname })
    return c.json(issued(c, await auth.sessions.issue(userId, callOf(c).browser ? 'browser' : 'login')), 200)
  })
}
