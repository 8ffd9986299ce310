/** What a sample is made of; all of it may be changed by a test. */
export interface SampleParts {
  readonly access: string
  readonly refresh: string
  readonly clientId: string
  readonly oauthToken: string
  readonly oauthSecret: string
  readonly mfaToken: string | null
  /** Seconds since 1970. */
  readonly expiresAt: number
}

/** One way in which a tool keeps its session, as the files it writes (AUTH section 7). */
export interface Sample {
  readonly name: string
  readonly tool: string
  readonly legacy: boolean
  /** File name → content. One file is given by its own path, several as their folder. */
  files(parts: SampleParts): Readonly<Record<string, string>>
}

const oauth1 = ({ oauthToken, oauthSecret, mfaToken }: SampleParts) => ({
  oauth_token: oauthToken,
  oauth_token_secret: oauthSecret,
  mfa_token: mfaToken,
  mfa_expiration_timestamp: mfaToken === null ? null : '2027-03-18 05:33:02.000',
})
const oauth2 = ({ access, refresh, expiresAt }: SampleParts) => ({
  scope: 'CONNECT_READ CONNECT_WRITE',
  jti: '00000000-0000-4000-8000-000000000001',
  token_type: 'Bearer',
  access_token: access,
  refresh_token: refresh,
  expires_in: 102_053,
  expires_at: expiresAt,
  refresh_token_expires_in: 2_591_999,
  refresh_token_expires_at: expiresAt + 2_500_000,
})
const npmOauth2 = (parts: SampleParts) => ({
  ...oauth2(parts),
  expires_at: parts.expiresAt + 0.25,
  refresh_token_expires_at: parts.expiresAt + 2_500_000.25,
  last_update_date: '1/31/2026, 8:00:00 AM',
  expires_date: '2/1/2026, 12:20:53 PM',
})
const text = (value: unknown) => JSON.stringify(value, null, 2)
const garthFiles = (parts: SampleParts) => [{ ...oauth1(parts), domain: 'garmin.com' }, oauth2(parts)] as const
const python = ({ access, refresh, clientId }: SampleParts) => ({
  di_token: access,
  di_refresh_token: refresh,
  di_client_id: clientId,
})

/** Every form that AUTH section 7 tells of. */
export const samples: readonly Sample[] = [
  {
    name: 'python-garminconnect, file',
    tool: 'python-garminconnect',
    legacy: false,
    files: (parts) => ({ 'garmin_tokens.json': text(python(parts)) }),
  },
  {
    name: 'python-garminconnect, folder',
    tool: 'python-garminconnect',
    legacy: false,
    files: (parts) => ({ 'garmin_tokens.json': text(python(parts)), 'notes.txt': 'not read' }),
  },
  {
    name: 'python-garminconnect, nested by a wrapper and without client id',
    tool: 'python-garminconnect',
    legacy: false,
    files: (parts) => ({ 'row.json': text({ garmin_tokens: { ...python(parts), di_client_id: null } }) }),
  },
  {
    name: 'garth, folder',
    tool: 'garth',
    legacy: true,
    files: (parts) => {
      const [first, second] = garthFiles(parts)
      return { 'oauth1_token.json': text(first), 'oauth2_token.json': text(second) }
    },
  },
  {
    name: 'garth, string',
    tool: 'garth',
    legacy: true,
    files: (parts) => ({ token: Buffer.from(JSON.stringify(garthFiles(parts))).toString('base64') }),
  },
  {
    name: 'npm garmin-connect, exported',
    tool: 'npm garmin-connect',
    legacy: true,
    files: (parts) => ({ 'garmin.json': text({ oauth1: oauth1(parts), oauth2: npmOauth2(parts) }) }),
  },
  {
    name: 'npm garmin-connect, folder',
    tool: 'npm garmin-connect',
    legacy: true,
    files: (parts) => ({ 'oauth1_token.json': text(oauth1(parts)), 'oauth2_token.json': text(npmOauth2(parts)) }),
  },
  {
    name: 'ha-garmin',
    tool: 'ha-garmin',
    legacy: false,
    files: ({ access, refresh, clientId }) => ({
      '.garmin_tokens.json': text({ token: access, refresh_token: refresh, client_id: clientId }),
    }),
  },
  {
    name: 'pirate-garmin',
    tool: 'pirate-garmin',
    legacy: false,
    files: (parts) => ({
      'native-oauth2.json': text({
        createdAt: '2026-01-31T08:00:00Z',
        loginClientId: 'LOGIN_CLIENT',
        serviceUrl: 'https://mobile.integration.garmin.com/gcm/android',
        di: { clientId: parts.clientId, token: oauth2(parts) },
        it: { clientId: 'IT_CLIENT', token: oauth2({ ...parts, access: 'not-this-one' }) },
      }),
    }),
  },
]

/** The content as the command sends it. */
export function contentOf(files: Readonly<Record<string, string>>): string {
  const [only, ...more] = Object.values(files)
  return more.length === 0 ? (only ?? '') : JSON.stringify({ files: withoutOthers(files) })
}

function withoutOthers(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([name]) => name.endsWith('.json')))
}
