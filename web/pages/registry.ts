import type { Page } from '../app/pages.ts'

/** Every page that is built, in the order of the rail. The first whose path fits is shown. */
export const pages: readonly Page[] = [
  {
    name: 'home',
    path: '/',
    load: () => import('./home/index.tsx'),
    rail: { group: 'main', word: 'home', icon: 'home', key: 'h', tab: true },
  },
  {
    name: 'day',
    path: '/day/:day',
    load: () => import('./day/index.tsx'),
    rail: { group: 'main', word: 'day', icon: 'day', href: '/day/today', key: 'd', tab: true },
  },
  {
    name: 'trends',
    path: '/trends',
    load: () => import('./trends/index.tsx'),
    rail: { group: 'main', word: 'trends', icon: 'trends', key: 't', tab: true },
  },
  {
    name: 'activities',
    path: '/activities',
    load: () => import('./activities/index.tsx'),
    rail: { group: 'main', word: 'activities', icon: 'activities', key: 'a', tab: true },
  },
  {
    name: 'activity',
    path: '/activities/:id',
    load: () => import('./activity/index.tsx'),
    rail: null,
  },
  {
    name: 'workouts',
    path: '/workouts',
    load: () => import('./workouts/index.tsx'),
    rail: { group: 'main', word: 'workouts', icon: 'workouts', key: 'w', tab: false },
  },
  {
    name: 'jobs',
    path: '/jobs',
    load: () => import('./jobs/index.tsx'),
    rail: { group: 'archive', word: 'jobs', icon: 'jobs', key: 'j', tab: false },
  },
  {
    name: 'settings',
    path: '/settings',
    load: () => import('./settings/index.tsx'),
    rail: { group: 'archive', word: 'settings', icon: 'settings', key: 's', tab: false },
  },
  { name: 'sign-in', path: '/sign-in', load: () => import('./sign-in/index.tsx'), rail: null, open: true },
]
