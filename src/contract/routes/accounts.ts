import { createRoute } from '@hono/zod-openapi'
import { operations } from '../operations.ts'
import { account, accounts, pairing, redeemBody, switchBody } from '../schemas/accounts.ts'
import { userSession } from '../schemas/auth.ts'
import { failure, json, jsonBody, withSession } from './define.ts'

const tags = ['auth']

export const authAccounts = createRoute({
  ...operations.authAccounts,
  operationId: 'authAccounts',
  tags,
  summary: 'The accounts of this installation',
  description: 'In process all of them; a session sees its own alone.',
  responses: { 200: json(accounts, 'Oldest first.'), default: failure },
})

export const authSwitch = createRoute({
  ...operations.authSwitch,
  operationId: 'authSwitch',
  tags,
  summary: 'Choose the account that is meant where none is named',
  description: 'In process only: a session is for one account for good.',
  request: { body: jsonBody(switchBody) },
  responses: { 200: json(account, 'It is the current one now.'), default: failure },
})

export const authPair = createRoute({
  ...operations.authPair,
  operationId: 'authPair',
  tags,
  summary: 'A code that gives another client a session',
  description: 'Good once and for sixty seconds; nothing is sent to Garmin.',
  security: withSession,
  responses: { 200: json(pairing, 'The code, shown here only.'), default: failure },
})

export const authPairRedeem = createRoute({
  ...operations.authPairRedeem,
  operationId: 'authPairRedeem',
  tags,
  summary: 'A session for a pairing code',
  request: { body: jsonBody(redeemBody) },
  responses: { 200: json(userSession, 'With its tokens.'), default: failure },
})
