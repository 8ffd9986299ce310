import { createJsonDoor } from './sso-json-door.ts'

/** The door of the web site (AUTH section 4): accounts with MFA are not let in by a program here. */
export const ssoPortal = createJsonDoor({
  name: 'sso-portal',
  prefix: '/portal',
  clients: (domain) => ({ GarminConnect: `https://connect.${domain}/app` }),
  steersMfaAway: true,
})
