import { afterEach, expect, it } from 'vitest'
import { createClient } from '../../src/contract/index.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
afterEach(() => world.close())

it('an expired challenge ends with exit 4 and says to start again; a second one is not there any more', async () => {
  world = await createWorld()
  const app = await world.app()
  const visitor = createClient({ baseUrl: 'http://localhost', fetch: app.fetch })
  const answer = await visitor.authLogin({ body: { email: world.simulator.email, password: world.simulator.password } })
  expect(answer.status).toBe(202)
  const code = world.simulator.inbox.at(-1)?.code ?? ''
  world.simulator.life.advance(1)
  world.simulator.forget()
  const late = await visitor.authMfa({ body: { code } }).catch((thrown) => thrown)
  expect(late).toMatchObject({ code: 'auth.challenge-expired', entry: { exit: 4 } })
  expect(late.hint).toContain('garminsync auth login')
  expect(await visitor.authMfa({ body: { code } }).catch((thrown) => thrown)).toMatchObject({
    code: 'auth.no-challenge',
    entry: { exit: 4 },
  })
  expect(world.simulator.requests).toEqual([])
})
