import { type ExitCode, exitCodes as exit } from './exit-codes.ts'

/** When trying again can help. `after-login` means: not before somebody signed in. */
export type Retry = 'never' | 'later' | 'after-login'

/** The whole truth about one kind of failure; the API, the command line and the docs read it, nothing else maps. */
export interface ErrorEntry {
  /** What happened, one sentence without the particulars. `{name}` is filled from the failure's data. */
  readonly title: string
  /** What to do next. */
  readonly hint: string
  readonly retry: Retry
  /** HTTP status of the problem document. */
  readonly status: number
  readonly exit: ExitCode
}

const entry = (title: string, hint: string, retry: Retry, status: number, code: ExitCode): ErrorEntry => ({
  title,
  hint,
  retry,
  status,
  exit: code,
})

/** Every way in which an operation can fail. Codes are stable; texts may improve. */
export const errors = {
  // ---- how it was asked ----
  'usage.command': entry(
    'There is no command "{value}".',
    'See `garminsync --help`.{suggestion}',
    'never',
    404,
    exit.usage,
  ),
  'usage.option': entry('{detail}', 'See `garminsync {command} --help`.{suggestion}', 'never', 400, exit.usage),
  'usage.value': entry('{detail}', 'See `garminsync {command} --help`.', 'never', 400, exit.usage),
  'usage.date': entry(
    '"{value}" is not a day that exists.',
    'Write a day as 2026-01-31, today, yesterday, -30d or -2y.',
    'never',
    422,
    exit.usage,
  ),
  'usage.range': entry(
    'The range ends ({to}) before it starts ({from}).',
    'Swap --from and --to.',
    'never',
    422,
    exit.usage,
  ),
  'settings.invalid': entry(
    'The setting {name} is not usable: {detail}',
    'Correct it; `garminsync config show` prints what is in force.',
    'never',
    500,
    exit.usage,
  ),
  'request.invalid': entry(
    'The request is not valid: {detail}',
    'Correct the field named and send it again.',
    'never',
    422,
    exit.usage,
  ),
  'request.media-type': entry(
    'A request that changes something must be application/json.',
    'Send `content-type: application/json`.',
    'never',
    415,
    exit.usage,
  ),
  'request.origin': entry(
    'The request came from another site and was refused.',
    'Use the address that this server prints at its start.',
    'never',
    403,
    exit.usage,
  ),
  'request.too-large': entry('The request is too large.', 'Send less.', 'never', 413, exit.usage),
  'request.no-route': entry(
    'There is nothing at {value}.',
    'See /openapi.json for what there is.',
    'never',
    404,
    exit.notFound,
  ),

  // ---- signing in ----
  'auth.session-needed': entry(
    'This needs a session, and none that is active was given.',
    'Sign in with `garminsync auth login`.',
    'after-login',
    401,
    exit.signInNeeded,
  ),
  'auth.session-not-found': entry(
    'There is no session {value}.',
    'See `garminsync auth status --sessions`.',
    'never',
    404,
    exit.notFound,
  ),
  'auth.sign-in-needed': entry(
    'Nobody is signed in to Garmin{who}.',
    'Run `garminsync auth login`.',
    'after-login',
    409,
    exit.signInNeeded,
  ),
  'auth.session-over': entry(
    'The session at Garmin has ended (30 days unused, password changed, or another program used the same token).',
    'Run `garminsync auth login`. What was fetched stays.',
    'after-login',
    409,
    exit.signInNeeded,
  ),
  'auth.input-needed': entry('{detail}', 'Give it with {how}.', 'after-login', 400, exit.signInNeeded),
  'auth.mfa-needed': entry(
    'Garmin wants a code{sentTo}.',
    'Run `garminsync auth mfa CODE` within 10 minutes.',
    'never',
    401,
    exit.mfa,
  ),
  'auth.mfa-rejected': entry(
    'That code was not accepted; {attemptsLeft} left.',
    'Use the newest code: `garminsync auth mfa CODE`.',
    'never',
    401,
    exit.mfa,
  ),
  'auth.mfa-exhausted': entry(
    'The code was not accepted three times, so this sign-in is over.',
    'Start again with `garminsync auth login`.',
    'never',
    403,
    exit.refused,
  ),
  'auth.no-challenge': entry(
    'No sign-in is waiting for a code.',
    'Start one with `garminsync auth login`.',
    'after-login',
    404,
    exit.signInNeeded,
  ),
  'auth.challenge-expired': entry(
    'The sign-in took too long and has ended.',
    'Start again with `garminsync auth login`.',
    'after-login',
    410,
    exit.signInNeeded,
  ),
  'auth.credentials-refused': entry(
    'E-mail or password was not accepted by Garmin.',
    'Check them on the Garmin web site; several wrong tries can lock the account.',
    'never',
    401,
    exit.refused,
  ),
  'auth.account-locked': entry(
    'Garmin has locked this account or wants a new password.',
    'Put it right on the Garmin web site, then try again.',
    'never',
    403,
    exit.refused,
  ),
  'auth.captcha': entry(
    'Garmin wants to see a real browser.',
    'Sign in there instead, or take over a session with `garminsync auth import`; trying again from here does not help.',
    'never',
    403,
    exit.refused,
  ),
  'auth.browser-needed': entry(
    'Garmin wants to see a real browser ({detail}).',
    'Sign in there instead, or take over a session with `garminsync auth import`; trying again from here does not help.',
    'never',
    403,
    exit.refused,
  ),
  'auth.child-account': entry(
    'Accounts managed by a parent cannot be used with this sign-in.',
    'Sign in with an account of your own.',
    'never',
    403,
    exit.refused,
  ),
  'auth.consent-needed': entry(
    'Garmin wants you to accept something first.',
    'Sign in once on the Garmin web site, then try again.',
    'never',
    403,
    exit.refused,
  ),
  'auth.ticket-refused': entry(
    'Garmin did not accept the sign-in ticket: it was already used, is too old, or came from another page.',
    'Start again with `garminsync auth login`.',
    'never',
    403,
    exit.refused,
  ),
  'auth.client-refused': entry(
    'Garmin no longer accepts our client id.',
    'Update GarminSync, or set a newer id under [garmin] client_ids in config.toml.',
    'never',
    403,
    exit.refused,
  ),
  'auth.token-refused': entry(
    'Garmin issued a token but refuses it.',
    'Try again later, or sign in through a browser. Nothing was changed.',
    'never',
    403,
    exit.refused,
  ),
  'auth.unknown-answer': entry(
    'Garmin answered the sign-in with "{value}", which this version does not know. Nothing was changed.',
    'Try again later, or update GarminSync.',
    'never',
    502,
    exit.refused,
  ),
  'auth.wrong-region': entry(
    'This account belongs to the other Garmin region, {otherRegion} (cn is China, com the rest of the world).',
    'Sign in with `--region {otherRegion}`.',
    'never',
    403,
    exit.refused,
  ),
  'auth.other-garmin': entry(
    'This account was signed in at {where}, and its token is for there only.',
    '{fix}',
    'after-login',
    409,
    exit.signInNeeded,
  ),
  'auth.login-limited': entry(
    'Garmin is limiting sign-ins for this account; the next try is possible at {retryAt}.',
    'Trying earlier prolongs it, so nothing is sent before then. Your sign-in on the web site is not affected.',
    'later',
    429,
    exit.rateLimited,
  ),
  'auth.pairing-refused': entry(
    'That pairing code is not known, was used already, or is older than a minute.',
    'Get a new one with `garminsync auth pair`.',
    'never',
    403,
    exit.signInNeeded,
  ),
  'import.unrecognised': entry(
    'This is no session that can be taken over: {detail}.',
    'Give the token file or folder of python-garminconnect, garth, npm garmin-connect, ha-garmin or pirate-garmin, or what `garminsync auth export` wrote.',
    'never',
    422,
    exit.usage,
  ),
  'import.broken': entry(
    'This session of {tool} cannot be used: {detail}.',
    'Let that tool sign in again and import anew, or sign in with `garminsync auth login`. Nothing was changed.',
    'never',
    422,
    exit.usage,
  ),
  'import.passphrase': entry(
    'The passphrase does not open this session, or the file was changed.',
    'Try again with the passphrase given to `garminsync auth export`.',
    'never',
    422,
    exit.signInNeeded,
  ),
  'auth.consumer-needed': entry(
    'This OAuth1 session needs an OAuth1 consumer to be renewed, and none is configured.',
    'Set `oauth_consumer = { key = "…", secret = "…" }` under [garmin] in config.toml, or GARMINSYNC_OAUTH_CONSUMER; see docs/import-session.md. Or sign in with `garminsync auth login`.',
    'after-login',
    409,
    exit.signInNeeded,
  ),
  'auth.consumer-refused': entry(
    'Garmin does not accept the configured OAuth1 consumer from this program.',
    'Check the pair; the one of the Android app also wants its User-Agent, see docs/import-session.md. Or sign in with `garminsync auth login`.',
    'never',
    403,
    exit.refused,
  ),
  'auth.owner-only': entry(
    'A session is handed out on the machine that keeps it only.',
    'Run `garminsync auth export` there, without --server.',
    'never',
    403,
    exit.refused,
  ),
  'auth.user-not-allowed': entry(
    'This server is not open to that account.',
    'Ask the person who runs it.',
    'never',
    403,
    exit.refused,
  ),

  // ---- Garmin ----
  'garmin.rate-limited': entry(
    'Garmin asked us to slow down{until}.',
    'Run `garminsync sync` again then; nothing is lost and nothing is asked twice.',
    'later',
    503,
    exit.rateLimited,
  ),
  'garmin.unreachable': entry(
    'Garmin is not reachable right now ({detail}).',
    'Check the connection and try again; nothing is lost.',
    'later',
    503,
    exit.unreachable,
  ),
  'garmin.server-error': entry(
    'Garmin has trouble right now (HTTP {httpStatus}).',
    'Try again later; nothing is lost.',
    'later',
    503,
    exit.unreachable,
  ),
  'garmin.edge-blocked': entry(
    "Garmin's network is refusing requests from here right now.",
    'Wait a while and try again; nothing is lost and the sign-in is kept.',
    'later',
    503,
    exit.unreachable,
  ),
  'garmin.unexpected-answer': entry(
    "Garmin's answer for {dataset} was not of the expected form ({detail}).",
    'The raw answer is kept; please report this.',
    'later',
    502,
    exit.someFailed,
  ),
  'garmin.not-permitted': entry(
    'Garmin does not give {dataset} to this account.',
    'Nothing to do; the rest goes on.',
    'never',
    502,
    exit.someFailed,
  ),
  'garmin.bad-request': entry(
    'Garmin refused a request for {dataset} as wrong ({detail}).',
    'Please report this.',
    'never',
    502,
    exit.someFailed,
  ),
  'garmin.gone': entry(
    'Garmin has no {dataset} under that name any more.',
    'Nothing to do.',
    'never',
    404,
    exit.notFound,
  ),
  'garmin.too-large': entry(
    "Garmin's answer for {dataset} is larger than allowed ({detail}).",
    'Please report this.',
    'never',
    502,
    exit.someFailed,
  ),

  // ---- syncing ----
  'sync.items-failed': entry(
    '{failed} of {total} items failed: {reasons}.',
    'Run `garminsync sync` again to ask for those only; `garminsync coverage --gaps` lists them.',
    'later',
    502,
    exit.someFailed,
  ),
  'sync.busy': entry(
    'Another run for this account is under way.',
    'Watch it with `garminsync sync watch`.',
    'later',
    409,
    exit.store,
  ),

  // ---- looking ----
  'activity.not-found': entry(
    'There is no activity {value}.',
    'See `garminsync activities list`.',
    'never',
    404,
    exit.notFound,
  ),
  'activity.no-file': entry(
    'Activity {value} has no original file{detail}.',
    'Activities entered by hand have none; `garminsync sync` fetches those that are missing.',
    'never',
    404,
    exit.notFound,
  ),
  'workout.not-found': entry(
    'There is no workout {value}.',
    'See `garminsync workouts list`.',
    'never',
    404,
    exit.notFound,
  ),
  'job.not-found': entry('There is no job {value}.', 'See `garminsync sync list`.', 'never', 404, exit.notFound),
  'job.none': entry('There is no job yet.', 'Start one with `garminsync sync`.', 'never', 404, exit.notFound),
  'job.not-running': entry(
    'Job {value} is {status}; there is nothing to cancel.',
    'See `garminsync sync list`.',
    'never',
    409,
    exit.notFound,
  ),
  'dataset.not-found': entry(
    'There is no dataset {value}.',
    'See `garminsync coverage` for those there are.',
    'never',
    404,
    exit.notFound,
  ),
  'account.not-found': entry(
    'There is no account {value} here.',
    'See `garminsync auth list`.',
    'never',
    404,
    exit.notFound,
  ),
  'account.ambiguous': entry(
    'There are several accounts here.',
    'Say which with `--user ID` or GARMINSYNC_USER, or choose one with `garminsync auth switch ID`.',
    'never',
    409,
    exit.usage,
  ),

  // ---- what we keep ----
  'store.locked': entry(
    'The store is in use by another process and did not become free.',
    'Wait for it to end and try again; nothing is lost.',
    'later',
    503,
    exit.store,
  ),
  'store.full': entry(
    'The disk is full.',
    'Make room and run `garminsync sync` again; what was fetched stays.',
    'later',
    507,
    exit.store,
  ),
  'store.unwritable': entry(
    '{path} cannot be written ({detail}).',
    'Check the folder and its permissions, or choose another with --home.',
    'never',
    500,
    exit.store,
  ),
  'store.corrupt': entry(
    'The database file is damaged ({detail}).',
    'Move {path} aside and sync again, or put a backup in its place.',
    'never',
    500,
    exit.store,
  ),
  'store.newer': entry(
    'The database was made by a newer version of GarminSync (schema {found}, this version knows {known}).',
    'Update GarminSync.',
    'never',
    500,
    exit.store,
  ),
  'store.unsafe-file': entry('{path} is not safe to use: {detail}.', '{fix}', 'never', 500, exit.store),
  'store.secret-key': entry(
    'The stored sign-in cannot be opened: {detail}.',
    'Give the key back that was in use, or sign in again with `garminsync auth login`. What was fetched is not affected.',
    'after-login',
    500,
    exit.signInNeeded,
  ),
  'store.unsupported': entry(
    'The database cannot be used: {detail}.',
    'See `garminsync doctor`.',
    'never',
    500,
    exit.store,
  ),

  // ---- the rest ----
  'server.unreachable': entry(
    'The server at {value} is not reachable ({detail}).',
    'Check the address and whether `garminsync serve` is running there.',
    'later',
    503,
    exit.unreachable,
  ),
  'doctor.problems': entry(
    'Problems found: {count}.',
    'Each line marked as a problem says what to do.',
    'never',
    500,
    exit.store,
  ),
  'server.port': entry(
    'Port {value} cannot be used ({detail}).',
    'Choose another with --port.',
    'never',
    500,
    exit.usage,
  ),
  interrupted: entry(
    'Interrupted; nothing is lost.',
    'Run `garminsync sync` to go on.',
    'later',
    503,
    exit.interrupted,
  ),
  internal: entry(
    'Something went wrong inside GarminSync ({detail}).',
    'This is our fault: run it again with --verbose and report what it prints.',
    'never',
    500,
    exit.bug,
  ),
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof errors
