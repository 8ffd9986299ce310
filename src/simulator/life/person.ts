/** Who the invented person is. Nothing here belongs to anybody. */
export const person = {
  profileId: 70010001,
  /** `socialProfile.id`, another number than the profile id (SCHEMA-HINTS section 3). */
  socialId: 70020001,
  garminGuid: '3d0c6c1e-5f0a-4b7e-9a54-0b6a52d7c001',
  /** Has to be encoded in paths. */
  displayName: 'lena.läufer-77',
  fullName: 'Lena Müßig-O’Hara',
  place: 'Seedorf',
  birthDate: '1988-04-17',
  heightCm: 171,
  maxHeartRate: 186,
  homeZone: 'Europe/Berlin',
} as const

/** What makes an account somebody else's; the rest of a life comes from its seed. */
export interface Identity {
  readonly profileId: number
  readonly garminGuid: string
  readonly displayName: string
  readonly fullName: string
}

/** Two weeks away each spring: across the Atlantic in odd years, to the east in even ones. */
export const journeys = [
  { zone: 'Asia/Tokyo', place: 'Kamakura', lat: 35.3192, lon: 139.5467 },
  { zone: 'America/Denver', place: 'Boulder Creek', lat: 40.0189, lon: -105.2747 },
] as const
export const home = { zone: person.homeZone, place: person.place, lat: 52.4012, lon: 13.0587 } as const

/** Serial numbers pass 2^31 (SCHEMA-HINTS section 3). */
export const devices = {
  watch: {
    id: 3412345678,
    product: 4315,
    name: 'Forerunner 965',
    part: '006-B4315-00',
    firmware: '21.19',
    typePk: 37229,
  },
  bikeComputer: {
    id: 3467890123,
    product: 4440,
    name: 'Edge 840',
    part: '006-B4062-00',
    firmware: '26.18',
    typePk: 37102,
  },
} as const

/** Garmin's numbers of zones in list rows (`timeZoneId`); 150 is recorded for Costa Rica, the others are invented. */
export const zoneIds: Readonly<Record<string, number>> = {
  'Europe/Berlin': 124,
  'Asia/Tokyo': 101,
  'America/Denver': 149,
}
