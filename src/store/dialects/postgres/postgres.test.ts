import { expect, test } from 'vitest'
import { Secret } from '../../../domain/index.ts'
import { createPlaces } from '../../testing/places.ts'
import { hostOf } from './client.ts'
import { postgresFailure } from './failures.ts'

test('a server that does not answer is told with its place, without user and password', async () => {
  // Port 1 of this machine: nobody listens there.
  const url = new Secret('postgres://somebody:planted-password@127.0.0.1:1/health')
  const places = createPlaces(async () => ({ kind: 'postgres', url }), null)
  const opening = (await places.new()).open()
  await expect(opening).rejects.toMatchObject({
    code: 'store.unsupported',
    message: expect.stringContaining('127.0.0.1:1/health'),
  })
  await expect(opening).rejects.toMatchObject({ message: expect.not.stringMatching(/somebody|planted/) })
  await places.clear()
})

test('an address that is none is refused before anything is sent', () => {
  expect(() => hostOf(new Secret('postgres://[half'))).toThrowError(
    expect.objectContaining({ code: 'store.unsupported' }),
  )
  expect(hostOf(new Secret('postgres://me:pw@db.example/health'))).toBe('db.example:5432/health')
})

test('what PostgreSQL says is told in our terms, others are left as they are', () => {
  const codeOf = (code: string, message = 'x') =>
    (postgresFailure(Object.assign(new Error(message), { code }), 'db:5432/health') as { code: string }).code
  expect(['53100', '40P01', '25006', '57P01', 'XX001'].map((code) => codeOf(code))).toEqual([
    'store.full',
    'store.locked',
    'store.unwritable',
    'store.unsupported',
    'store.corrupt',
  ])
  expect(codeOf('', 'Connection terminated unexpectedly')).toBe('store.unsupported')
  expect(codeOf('23505')).toBe('23505')
})
