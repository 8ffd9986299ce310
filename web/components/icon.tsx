/** Strokes on a field of 24 by 24. */
const paths = {
  home: 'M4 11 12 4.5 20 11M6 9.5V20h12V9.5M10 20v-5.5h4V20',
  day: 'M3 12h4l2.5-6 4.5 12 2.5-6H21',
  trends: 'M3.5 17.5 9.5 11l4 3.5 7-8M15.5 6.5h5v5',
  activities: 'M5.5 18.5a1.5 1.5 0 1 0 0 .01M18.5 5.5a1.5 1.5 0 1 0 0 .01M7 18.5h6.5a3 3 0 0 0 0-6h-3a3 3 0 0 1 0-6H17',
  workouts: 'M4.5 6.5h15v13h-15zM4.5 10.5h15M8.5 4v4M15.5 4v4M9 15l2 2 4-4',
  coverage: 'M5 19V6M9.5 19V6M14 19v-7M18.5 19v-2M18.5 13.5v-2M18.5 8V6',
  jobs: 'M19.5 9A8 8 0 0 0 5 8M4.5 4v4.5H9M4.5 15A8 8 0 0 0 19 16M19.5 20v-4.5H15',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 5v4M9 15v4',
  more: 'M4 7h16M4 12h16M4 17h16',
  check: 'M5 12.5 10 17.5 19.5 7',
  warning: 'M12 4.5 21 19.5H3zM12 10v4.5M12 16.9v.1',
  failed: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M9 9l6 6M15 9l-6 6',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 11v5.5M12 7.9v.1',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 7.5V12l3 2',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  edit: 'M5 19l1-4L16.5 4.5l3 3L9 18zM14 7l3 3',
  close: 'M6 6l12 12M18 6 6 18',
  left: 'M14.5 5.5 8 12l6.5 6.5',
  right: 'M9.5 5.5 16 12l-6.5 6.5',
  search: 'M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12M15 15l5 5',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  person: 'M12 4.5a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6M4.5 20c.6-3.8 3.6-5.6 7.5-5.6s6.9 1.8 7.5 5.6',
} as const

export type IconName = keyof typeof paths

/** A mark beside words; the words say it, so it is hidden from who hears the page. Sized by the text around it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
