import { createRoute, z } from '@hono/zod-openapi'
import { operations } from '../operations.ts'
import {
  authenticationToken,
  browserBody,
  challenge,
  exportBody,
  importBody,
  loginBody,
  mfaBody,
  refreshBody,
  resendBody,
  sealedSession,
  sessionItem,
  sessionNameBody,
  sessionsHere,
  signInLink,
  signInOptions,
  ticketBody,
  userSession,
  userSessions,
} from '../schemas/auth.ts'
import { failure, json, jsonBody, withSession } from './define.ts'

const tags = ['auth']

export const authLogin = createRoute({
  ...operations.authLogin,
  operationId: 'authLogin',
  tags,
  summary: 'Sign in at Garmin',
  description: 'One attempt, never repeated by itself. A failed one changes nothing.',
  request: { body: jsonBody(loginBody) },
  responses: {
    200: json(userSession, 'Signed in; the only answer besides `authRefresh` and `authMfa` that shows the tokens.'),
    202: json(challenge, 'Garmin wants a code: answer it with `authMfa`.'),
    default: failure,
  },
})

export const authMfa = createRoute({
  ...operations.authMfa,
  operationId: 'authMfa',
  tags,
  summary: 'Finish a sign-in with the code that Garmin sent',
  request: { body: jsonBody(mfaBody) },
  responses: { 200: json(userSession, 'Signed in.'), default: failure },
})

export const authResend = createRoute({
  ...operations.authResend,
  operationId: 'authResend',
  tags,
  summary: 'Another code for a sign-in that waits for one',
  description:
    'Where Garmin has such a request (`method: widget`), at most every 30 seconds. Elsewhere `auth.code-once` says when to start again.',
  request: { body: jsonBody(resendBody) },
  responses: { 200: json(challenge, 'Garmin was asked to send another code.'), default: failure },
})

export const authBrowser = createRoute({
  ...operations.authBrowser,
  operationId: 'authBrowser',
  tags,
  summary: 'Where to sign in with a browser',
  description:
    'Open it with `rel="noopener noreferrer"`: a page that was opened by another one gives its ticket away. Nothing is sent to Garmin.',
  request: { body: jsonBody(browserBody) },
  responses: {
    200: json(signInLink, 'What the last page shows goes to `authTicket`, within a minute.'),
    default: failure,
  },
})

export const authTicket = createRoute({
  ...operations.authTicket,
  operationId: 'authTicket',
  tags,
  summary: 'Finish a sign-in that a browser began',
  description: 'A ticket is good once and for about a minute. Possible, too, while Garmin limits sign-ins.',
  request: { body: jsonBody(ticketBody) },
  responses: { 200: json(userSession, 'Signed in.'), default: failure },
})

export const authImport = createRoute({
  ...operations.authImport,
  operationId: 'authImport',
  tags,
  summary: 'Take over a session of another tool, or ours from another machine',
  description:
    'Recognised by its structure. It is renewed only when its bearer is no longer good, and proven by the profile; a session that is refused changes nothing.',
  request: { body: jsonBody(importBody) },
  responses: { 200: json(userSession, 'Signed in, with the tokens of this session.'), default: failure },
})

export const authExport = createRoute({
  ...operations.authExport,
  operationId: 'authExport',
  tags,
  summary: 'The session towards Garmin, sealed for another machine',
  description: 'For the owner of the home, in process; never over a socket.',
  security: withSession,
  request: { body: jsonBody(exportBody) },
  responses: { 200: json(sealedSession, 'What `authImport` takes with the same passphrase.'), default: failure },
})

export const authRefresh = createRoute({
  ...operations.authRefresh,
  operationId: 'authRefresh',
  tags,
  summary: 'Renew a session',
  description: 'The refresh token rotates: the one sent is used up, and using it again ends the session.',
  request: { body: jsonBody(refreshBody) },
  responses: { 200: json(userSession, 'The session with new tokens.'), default: failure },
})

export const authSession = createRoute({
  ...operations.authSession,
  operationId: 'authSession',
  tags,
  summary: 'The session that asks',
  security: withSession,
  responses: { 200: json(userSession, 'Without its tokens.'), default: failure },
})

export const authHere = createRoute({
  ...operations.authHere,
  operationId: 'authHere',
  tags,
  summary: 'The sessions of this browser',
  description:
    'One for each account that its cookies are good for, the last used first; cookies of sessions that are over are dropped. Empty for who sends none.',
  responses: { 200: json(sessionsHere, 'Without their tokens.'), default: failure },
})

export const authOptions = createRoute({
  ...operations.authOptions,
  operationId: 'authOptions',
  tags,
  summary: 'Which ways in there are',
  description: 'So that nobody is offered what would be refused.',
  responses: { 200: json(signInOptions, 'Says nothing about who has an account here.'), default: failure },
})

export const authChallenge = createRoute({
  ...operations.authChallenge,
  operationId: 'authChallenge',
  tags,
  summary: 'A sign-in that waits for a code',
  description: 'As it stands now; Garmin is not asked. Its id is known to who started it, and to nobody else.',
  request: { params: z.object({ challenge_id: z.string().min(1).max(200) }) },
  responses: { 200: json(challenge, 'It can still be answered.'), default: failure },
})

export const authDemo = createRoute({
  ...operations.authDemo,
  operationId: 'authDemo',
  tags,
  summary: 'Look at the invented person',
  description: 'On a server that `garminsync demo` started; elsewhere there is none.',
  responses: { 200: json(userSession, 'A session like any other.'), default: failure },
})

export const authSessionEnd = createRoute({
  ...operations.authSessionEnd,
  operationId: 'authSessionEnd',
  tags,
  summary: 'Sign out',
  description:
    'Ends the session that asks. With the last one of an account, or the one of the home itself, the sign-in at Garmin that is kept here is removed too. What was fetched stays.',
  security: withSession,
  responses: { 200: json(userSession, 'The session, ended.'), default: failure },
})

export const authSessions = createRoute({
  ...operations.authSessions,
  operationId: 'authSessions',
  tags,
  summary: 'Every session of the account, newest first',
  security: withSession,
  responses: { 200: json(userSessions, 'Without their tokens.'), default: failure },
})

export const authSessionName = createRoute({
  ...operations.authSessionName,
  operationId: 'authSessionName',
  tags,
  summary: 'Call a session something, or nothing',
  security: withSession,
  request: { params: z.object({ session_id: z.string() }), body: jsonBody(sessionNameBody) },
  responses: { 200: json(sessionItem, 'The session.'), default: failure },
})

export const authSessionEndOne = createRoute({
  ...operations.authSessionEndOne,
  operationId: 'authSessionEndOne',
  tags,
  summary: 'Sign another client of the account out',
  security: withSession,
  request: { params: z.object({ session_id: z.string() }) },
  responses: { 200: json(userSession, 'The session, ended.'), default: failure },
})

export const authToken = createRoute({
  ...operations.authToken,
  operationId: 'authToken',
  tags,
  summary: 'The credential towards Garmin, as it may be shown',
  security: withSession,
  responses: { 200: json(authenticationToken, 'Never with the token itself.'), default: failure },
})

export const authTokenRefresh = createRoute({
  ...operations.authTokenRefresh,
  operationId: 'authTokenRefresh',
  tags,
  summary: 'Renew the credential towards Garmin now',
  description: 'Unless another process did so in the last ten seconds.',
  security: withSession,
  responses: { 200: json(authenticationToken, 'As it is now.'), default: failure },
})
