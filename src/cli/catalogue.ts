import type { Command } from './command.ts'

/** One command: where it is, what it is for, and how its module is loaded once it is wanted. */
export interface CatalogueEntry {
  /** `['auth', 'login']` */
  readonly path: readonly string[]
  /** Arguments as they appear after the name: `[TYPE]`. */
  readonly takes?: string
  /** One line for `--help`. */
  readonly summary: string
  /** Not shown: used by the program itself. */
  readonly hidden?: boolean
  readonly load: () => Promise<{ readonly command: Command }>
}

/** Every command there is, in the order of `--help`. A new one is a file in `commands/` and an entry here. */
export const catalogue: readonly CatalogueEntry[] = [
  {
    path: ['auth', 'login'],
    summary: 'Sign in to Garmin Connect.',
    load: () => import('./commands/auth-login.ts'),
  },
  {
    path: ['auth', 'mfa'],
    takes: '[CODE|-]',
    summary: 'Finish a sign-in that waits for a code, from any terminal.',
    load: () => import('./commands/auth-mfa.ts'),
  },
  {
    path: ['auth', 'import'],
    takes: 'PATH|-',
    summary: 'Take over a session of another tool, or ours from another machine.',
    load: () => import('./commands/auth-import.ts'),
  },
  {
    path: ['auth', 'export'],
    summary: 'Seal the session at Garmin for another machine.',
    load: () => import('./commands/auth-export.ts'),
  },
  {
    path: ['auth', 'status'],
    summary: 'Who is signed in, and until when.',
    load: () => import('./commands/auth-status.ts'),
  },
  {
    path: ['auth', 'refresh'],
    summary: 'Refresh the sign-in now.',
    load: () => import('./commands/auth-refresh.ts'),
  },
  {
    path: ['auth', 'logout'],
    summary: 'End the session; what was fetched stays.',
    load: () => import('./commands/auth-logout.ts'),
  },
  {
    path: ['auth', 'list'],
    summary: 'The accounts of this installation.',
    load: () => import('./commands/auth-list.ts'),
  },
  {
    path: ['auth', 'switch'],
    takes: 'USER',
    summary: 'Choose the account that commands mean.',
    load: () => import('./commands/auth-switch.ts'),
  },
  {
    path: ['auth', 'pair'],
    takes: '[CODE|-]',
    summary: 'Give another client a session, without signing in at Garmin again.',
    load: () => import('./commands/auth-pair.ts'),
  },
  {
    path: ['sync'],
    takes: '[TYPE]',
    summary: 'Fetch what is new.',
    load: () => import('./commands/sync.ts'),
  },
  {
    path: ['sync', 'status'],
    takes: '[JOB]',
    summary: 'How a run is doing.',
    load: () => import('./commands/sync-status.ts'),
  },
  {
    path: ['sync', 'watch'],
    takes: '[JOB]',
    summary: 'Follow a run to its end.',
    load: () => import('./commands/sync-watch.ts'),
  },
  {
    path: ['sync', 'cancel'],
    takes: '[JOB]',
    summary: 'Stop a run; what was fetched stays.',
    load: () => import('./commands/sync-cancel.ts'),
  },
  {
    path: ['sync', 'list'],
    summary: 'The latest runs.',
    load: () => import('./commands/sync-list.ts'),
  },
  {
    path: ['status'],
    summary: 'Account, token, last run and coverage on one screen.',
    load: () => import('./commands/status.ts'),
  },
  {
    path: ['coverage'],
    takes: '[DATASET]',
    summary: 'What is there, what is empty at Garmin, what is missing.',
    load: () => import('./commands/coverage.ts'),
  },
  {
    path: ['activities', 'list'],
    summary: 'Your activities, newest first.',
    load: () => import('./commands/activities-list.ts'),
  },
  {
    path: ['activities', 'show'],
    takes: 'ID',
    summary: 'One activity.',
    load: () => import('./commands/activities-show.ts'),
  },
  {
    path: ['activities', 'file'],
    takes: 'ID',
    summary: 'The file that the device recorded.',
    load: () => import('./commands/activities-file.ts'),
  },
  {
    path: ['activities', 'laps'],
    takes: 'ID',
    summary: 'Laps of an activity, or its sets.',
    load: () => import('./commands/activities-laps.ts'),
  },
  {
    path: ['activities', 'streams'],
    takes: 'ID',
    summary: 'What the device recorded from moment to moment.',
    load: () => import('./commands/activities-streams.ts'),
  },
  {
    path: ['health', 'show'],
    takes: '[DAY]',
    summary: 'One day: sleep, heart, stress, steps and more.',
    load: () => import('./commands/health-show.ts'),
  },
  {
    path: ['health', 'hours'],
    takes: 'METRIC',
    summary: 'Heart rate, stress and the like by hour of the day, over up to ten years.',
    load: () => import('./commands/health-hours.ts'),
  },
  {
    path: ['workouts', 'list'],
    summary: 'Your planned workouts.',
    load: () => import('./commands/workouts-list.ts'),
  },
  {
    path: ['workouts', 'show'],
    takes: 'ID',
    summary: 'One workout with its steps.',
    load: () => import('./commands/workouts-show.ts'),
  },
  {
    path: ['fit', 'inspect'],
    takes: 'FILE',
    summary: 'What a FIT file holds.',
    load: () => import('./commands/fit-inspect.ts'),
  },
  {
    path: ['verify'],
    summary: 'Check everything that is kept against its hashes.',
    load: () => import('./commands/verify.ts'),
  },
  {
    path: ['rebuild'],
    summary: 'Make every table anew from what is kept, offline.',
    load: () => import('./commands/rebuild.ts'),
  },
  {
    path: ['serve'],
    summary: 'The HTTP API on this machine.',
    load: () => import('./commands/serve.ts'),
  },
  {
    path: ['doctor'],
    summary: 'Check this installation.',
    load: () => import('./commands/doctor.ts'),
  },
  {
    path: ['config', 'show'],
    summary: 'The settings in force, and where each comes from.',
    load: () => import('./commands/config-show.ts'),
  },
  {
    path: ['config', 'path'],
    summary: 'Where the configuration file is.',
    load: () => import('./commands/config-path.ts'),
  },
  {
    path: ['demo'],
    summary: 'Everything with an invented person; no account needed.',
    load: () => import('./commands/demo.ts'),
  },
  {
    path: ['simulator'],
    summary: 'A Garmin on this machine, to try things against.',
    load: () => import('./commands/simulator.ts'),
  },
  {
    path: ['__run-job'],
    takes: 'JOB',
    summary: 'Carries out a detached run.',
    hidden: true,
    load: () => import('./commands/run-job.ts'),
  },
]

/** Commands whose path begins with these words; all of them for no words. */
export function commandsUnder(words: readonly string[]): readonly CatalogueEntry[] {
  return catalogue.filter((entry) => words.every((word, index) => entry.path[index] === word))
}
