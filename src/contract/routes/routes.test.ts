import { expect, test } from 'vitest'
import { operations, routes } from '../index.ts'

test('every operation has its route, with its own id, method and path', () => {
  expect(Object.keys(routes).sort()).toEqual(Object.keys(operations).sort())
  for (const [id, route] of Object.entries(routes)) {
    expect(route.operationId).toBe(id)
    expect(operations[id as keyof typeof operations]).toEqual({ method: route.method, path: route.path })
  }
})

test('every route says what it does and how it fails, and names its path variables', () => {
  for (const route of Object.values(routes)) {
    expect(route.summary).not.toBe('')
    expect(Object.keys(route.responses)).toContain('default')
    const variables = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const params = 'request' in route && 'params' in route.request ? Object.keys(route.request.params.shape) : []
    expect(params).toEqual(variables)
  }
})

test('only signing in, what leads to it, pairing, refreshing and what looks for its caller itself need no session', () => {
  const open = Object.entries(routes).flatMap(([id, route]) => ('security' in route ? [] : [id]))
  expect(open.sort()).toEqual([
    'authAccounts',
    'authBrowser',
    'authChallenge',
    'authDemo',
    'authHere',
    'authImport',
    'authLogin',
    'authMfa',
    'authOptions',
    'authPairRedeem',
    'authRefresh',
    'authResend',
    'authSwitch',
    'authTicket',
  ])
})
