import { expect, it } from 'vitest'
import { routes } from '../contract/index.ts'
import { createSettlingRouter } from './settling-router.ts'

it('finds the same routes with the same parameters, in the same order, however often it was asked', () => {
  const router = createSettlingRouter<string>()
  router.add('ALL', '*', 'first of all')
  for (const [name, route] of Object.entries(routes)) router.add(route.method, route.getRoutingPath(), name)
  const paths = Object.values(routes).map(
    (route) => [route.method, route.getRoutingPath().replace(/:(\w+)/g, 'a-$1')] as const,
  )
  const found = () =>
    [...paths, ['get', '/nowhere'] as const].map(([method, path]) => {
      const [handlers, stash] = router.match(method, path)
      // Some routers give the parameters themselves, others their places in what the expression caught.
      return handlers.map(([handler, parameters]) => [
        handler,
        Object.fromEntries(
          Object.entries(parameters).map(([name, at]) => [name, typeof at === 'number' ? stash?.[at] : at]),
        ),
      ])
    })
  const atFirst = found()
  expect(found()).toEqual(atFirst)
  expect(found()).toEqual(atFirst)
  expect(atFirst.at(-1)).toEqual([['first of all', {}]])
})
