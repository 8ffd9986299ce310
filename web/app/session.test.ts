import { describe, expect, test } from 'vitest'
import type { Client, SessionHereJson } from '../../src/contract/index.ts'
import { fail } from '../../src/domain/index.ts'
import { createSession } from './session.ts'

const here = (userId: string) =>
  ({ user_id: userId, session_id: `s${userId}`, full_name: 'A Person' }) as SessionHereJson

function open(items: SessionHereJson[] | (() => never), last: string | null = null) {
  const log: string[] = []
  let known = last
  const client = {
    authHere: async () => (typeof items === 'function' ? items() : { items: [...items], next_cursor: null }),
    authSessionEnd: async () => void log.push('end'),
  } as unknown as Client
  const session = createSession({
    connection: { client, hearing: () => client },
    lastUser: {
      get: () => known,
      set: (userId) => {
        known = userId
      },
    },
    onChange: () => void log.push('change'),
    onAgain: () => void log.push('again'),
    forget: async (userId) => void log.push(`forget ${userId}`),
  })
  return { session, log, last: () => known }
}

describe('whose data is looked at', () => {
  test('is the account that was looked at last, of those that this browser is signed in to', async () => {
    const { session } = open([here('1'), here('2')], '2')
    expect(session.state.value).toEqual({ kind: 'unknown' })
    await session.find()
    expect(session.state.value).toEqual({ kind: 'in', session: here('2'), others: [here('1')] })
  })

  test('is nobody where there is no session, and what was kept of the one before is deleted', async () => {
    const { session, log, last } = open([], '7')
    await session.find()
    expect(session.state.value).toEqual({ kind: 'out' })
    expect(log).toEqual(['forget 7', 'change'])
    expect(last()).toBeNull()
  })

  test('is not known while nobody answers, and nothing is deleted for that', async () => {
    const { session, log } = open(() => {
      throw fail('server.unreachable', { value: 'x' })
    }, '7')
    await session.find()
    expect(session.state.value.kind).toBe('unreachable')
    expect(log).toEqual([])
  })

  test('changes to another account without a sign-in, and what was known of the first is forgotten', async () => {
    const { session, log } = open([here('1'), here('2')])
    await session.find()
    log.length = 0
    session.choose('2')
    expect(session.state.value).toMatchObject({ session: here('2'), others: [here('1')] })
    expect(log).toEqual(['change'])
  })
})

describe('a session', () => {
  test('that ended elsewhere leaves the page with its name, and what was kept is deleted', async () => {
    const { session, log } = open([here('1')], '1')
    await session.find()
    session.ended()
    expect(session.state.value).toEqual({ kind: 'ended', session: here('1') })
    expect(log).toEqual(['forget 1'])
    await session.began(here('1'))
    expect(session.state.value.kind).toBe('in')
    expect(log).toEqual(['forget 1', 'again'])
  })

  test('that is ended here leads to the other account of this browser', async () => {
    const { session, log } = open([here('1'), here('2')], '1')
    await session.find()
    await session.end()
    expect(log).toEqual(['end', 'forget 1', 'change'])
    expect(session.state.value).toEqual({ kind: 'in', session: here('2'), others: [] })
  })
})
