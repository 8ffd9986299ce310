import { createJsonDoor } from './sso-json-door.ts'

/** The door of the phone apps (AUTH section 2): the recorded iOS client, and the Android one. */
export const ssoMobile = createJsonDoor({
  name: 'sso-mobile',
  prefix: '/mobile',
  clients: (domain) => ({
    GCM_IOS_DARK: `https://mobile.integration.${domain}/gcm/ios`,
    GCM_ANDROID_DARK: `https://mobile.integration.${domain}/gcm/android`,
  }),
  steersMfaAway: false,
})
