import { toWait } from '../format/duration.ts'

/**
 * Everything that the dashboard says, in English. Plain and short: what happened, why, what next, whose move it is.
 * A sentence with values is a function of them. A translation is another file of this shape.
 */
export const en = {
  product: 'GarminSync',
  rail: {
    home: 'Home',
    day: 'Day',
    trends: 'Trends',
    activities: 'Activities',
    workouts: 'Workouts',
    coverage: 'Coverage',
    jobs: 'Jobs',
    settings: 'Settings',
    archive: 'The archive',
    more: 'More',
  },
  frame: {
    skip: 'Skip to the page',
    pages: 'Pages',
    notFound: 'No such page here.',
    notFoundNext: 'The address may be mistyped, or of another version.',
    home: 'To Home',
  },
  signIn: {
    title: 'Sign in',
  },
  parts: {
    sides: { above: 'above usual', within: 'within usual', below: 'below usual', unknown: 'no usual range yet' },
    remove: (name: string) => `Remove ${name}`,
    show: 'show',
    hide: 'hide',
    nothing: 'nothing',
    notices: 'Needs you',
    more: (count: number) => `${count} more`,
    details: 'Details',
    copyDetails: 'Copy the details',
    cancel: 'Cancel',
    close: 'Close',
    retryAt: (clock: string, inMs: number | null) =>
      inMs === null || inMs <= 0 ? `Next try ${clock}.` : `Next try ${clock}, in ${toWait(inMs / 1000)}.`,
  },
  charts: {
    states: {
      present: 'present',
      provisional: 'provisional',
      empty: 'empty',
      failed: 'failed',
      missing: 'missing',
      ahead: 'not yet',
    },
    meanings: {
      present: 'kept',
      provisional: 'may still change, asked again',
      empty: 'asked; Garmin has nothing',
      failed: 'asked, with an error',
      missing: 'never asked',
      ahead: '',
    },
  },
}

export type Words = typeof en
