/** One kind of activity: Garmin's tree of types on one side, FIT's numbers on the other. */
export interface Sport {
  readonly typeKey: string
  readonly typeId: number
  readonly parentTypeId: number
  readonly fitSport: number
  readonly fitSubSport: number
  /** Usual speed in m/s; null where distance is not measured. */
  readonly speedMps: number | null
  /** Usual heart rate as a share of the maximum. */
  readonly effort: number
  /** Steps, turns or strokes a minute; null where not counted. */
  readonly cadence: number | null
  readonly onFoot: boolean
  readonly hasPositions: boolean
  /** Metres climbed on a kilometre. */
  readonly climb: number
  readonly kcalPerMin: number
  readonly minutes: readonly [number, number]
  readonly names: readonly string[]
}

function sport(
  typeKey: string,
  [typeId, parentTypeId]: readonly [number, number],
  [fitSport, fitSubSport]: readonly [number, number],
  rest: Omit<Sport, 'typeKey' | 'typeId' | 'parentTypeId' | 'fitSport' | 'fitSubSport'>,
): Sport {
  return { typeKey, typeId, parentTypeId, fitSport, fitSubSport, ...rest }
}

const indoor = { speedMps: null, cadence: null, onFoot: false, hasPositions: false, climb: 0 }

/** Type numbers of running, hiking and trail running are recorded (activity-list.json); the others are peers'. */
export const sports = {
  running: sport('running', [1, 17], [1, 0], {
    speedMps: 2.85,
    effort: 0.78,
    cadence: 166,
    onFoot: true,
    hasPositions: true,
    climb: 7,
    kcalPerMin: 10.8,
    minutes: [28, 72],
    names: [
      'Morgenrunde um den See',
      'Easy 10 🏃‍♀️',
      'Tempo "hart" & kurz',
      'Über die Brücken',
      'Läuferrunde – Mühlenbach',
    ],
  }),
  trail_running: sport('trail_running', [6, 1], [1, 3], {
    speedMps: 2.3,
    effort: 0.8,
    cadence: 158,
    onFoot: true,
    hasPositions: true,
    climb: 32,
    kcalPerMin: 11.4,
    minutes: [50, 125],
    names: ['Waldpfade 🌲', 'Höhenweg & zurück', 'Trail: rauf, runter, rauf', 'Sächsische Stiege'],
  }),
  cycling: sport('cycling', [2, 17], [2, 0], {
    speedMps: 7.1,
    effort: 0.7,
    cadence: 82,
    onFoot: false,
    hasPositions: true,
    climb: 6,
    kcalPerMin: 8.6,
    minutes: [50, 190],
    names: ['Feierabendrunde 🚴', 'Café-Fahrt', 'Gegenwind, überall', "L'Alpe – na ja, fast"],
  }),
  lap_swimming: sport('lap_swimming', [27, 26], [5, 17], {
    speedMps: 0.72,
    effort: 0.68,
    cadence: 26,
    onFoot: false,
    hasPositions: false,
    climb: 0,
    kcalPerMin: 8.1,
    minutes: [28, 58],
    names: ['Bahnen ziehen 🏊', 'Technik + 8×50', 'Hallenbad'],
  }),
  strength_training: sport('strength_training', [13, 29], [10, 20], {
    ...indoor,
    effort: 0.57,
    kcalPerMin: 5.2,
    minutes: [32, 62],
    names: ['Krafttraining', 'Beine <3', 'Oberkörper & Rumpf 💪'],
  }),
  yoga: sport('yoga', [163, 29], [10, 43], {
    ...indoor,
    effort: 0.47,
    kcalPerMin: 2.7,
    minutes: [22, 52],
    names: ['Yoga', 'Sonnengruß ☀️', 'Dehnen, endlich'],
  }),
  hiking: sport('hiking', [3, 17], [17, 0], {
    speedMps: 1.25,
    effort: 0.6,
    cadence: 104,
    onFoot: true,
    hasPositions: true,
    climb: 34,
    kcalPerMin: 6.3,
    minutes: [110, 290],
    names: ['Wanderung', 'Gipfel? Ja, aber …', 'Rund um den Weißen See 🥾'],
  }),
  soccer: sport('soccer', [215, 4], [7, 0], {
    ...indoor,
    effort: 0.72,
    kcalPerMin: 8.3,
    minutes: [45, 90],
    names: ['Fußball mit den Großen ⚽', 'Kicken im Park'],
  }),
  multi_sport: sport('multi_sport', [89, 17], [18, 0], {
    ...indoor,
    hasPositions: true,
    effort: 0.82,
    kcalPerMin: 10.5,
    minutes: [150, 190],
    names: ['Seedorf-Triathlon 🏊🚴🏃', 'Sprint-Triathlon (endlich!)'],
  }),
  open_water_swimming: sport('open_water_swimming', [28, 26], [5, 18], {
    speedMps: 0.8,
    effort: 0.8,
    cadence: 28,
    onFoot: false,
    hasPositions: true,
    climb: 0,
    kcalPerMin: 9.6,
    minutes: [16, 26],
    names: ['Schwimmen'],
  }),
  transition: sport('transition_v2', [83, 89], [3, 0], {
    ...indoor,
    effort: 0.79,
    kcalPerMin: 7.5,
    minutes: [2, 4],
    names: ['Wechsel'],
  }),
} as const satisfies Record<string, Sport>

export type SportKey = keyof typeof sports
