/** A way on paper: points in a box, `null` where the place was not known. */
export interface TrackShape {
  readonly points: readonly ({ readonly x: number; readonly y: number } | null)[]
  /** Metres a unit of the box. */
  readonly metres: number
  /** Lines of latitude and longitude through the box, with what they are. */
  readonly grid: readonly { readonly kind: 'lat' | 'lon'; readonly at: number; readonly degrees: number }[]
  /** Length of the scale in box units, and in metres. */
  readonly bar: { readonly length: number; readonly metres: number }
}

const metresPerDegree = 111_320

/**
 * Puts a track into a box, north up, one scale for both ways. `from` and `to` are the indexes that fill the box; the rest is
 * placed beside it. Null where there are not two places.
 */
export function trackShape(
  track: { readonly scale: number; readonly lat: readonly (number | null)[]; readonly lon: readonly (number | null)[] },
  box: { readonly width: number; readonly height: number; readonly margin: number },
  from = 0,
  to = track.lat.length - 1,
): TrackShape | null {
  const places = track.lat.map((lat, at) => {
    const lon = track.lon[at]
    return lat === null || lon === null || lon === undefined ? null : { lat: lat / track.scale, lon: lon / track.scale }
  })
  const within = places.slice(from, to + 1).filter((place) => place !== null)
  if (within.length < 2) return null
  const first = within[0]!
  // A way over the date line goes on beyond 180.
  const lonOf = (lon: number) => (lon - first.lon > 180 ? lon - 360 : lon - first.lon < -180 ? lon + 360 : lon)
  const lats = extent(within.map(({ lat }) => lat))
  const lons = extent(within.map(({ lon }) => lonOf(lon)))
  const across = Math.cos((((lats[0] + lats[1]) / 2) * Math.PI) / 180)
  const high = Math.max((lats[1] - lats[0]) * metresPerDegree, 20)
  const wide = Math.max((lons[1] - lons[0]) * metresPerDegree * across, 20)
  const metres = Math.max(wide / (box.width - 2 * box.margin), high / (box.height - 2 * box.margin))
  const middle = { lat: (lats[0] + lats[1]) / 2, lon: (lons[0] + lons[1]) / 2 }
  const x = (lon: number) => box.width / 2 + ((lonOf(lon) - middle.lon) * metresPerDegree * across) / metres
  const y = (lat: number) => box.height / 2 - ((lat - middle.lat) * metresPerDegree) / metres
  const step = niceStep((box.height * metres) / metresPerDegree / 4)
  const lines = (kind: 'lat' | 'lon', low: number, high_: number) => {
    const found: { kind: 'lat' | 'lon'; at: number; degrees: number }[] = []
    for (let n = Math.ceil(low / step); n * step <= high_; n++)
      found.push({ kind, at: kind === 'lat' ? y(n * step) : x(n * step), degrees: Number((n * step).toFixed(6)) })
    return found
  }
  const halfLat = (box.height * metres) / metresPerDegree / 2
  const halfLon = (box.width * metres) / metresPerDegree / across / 2
  const bar = niceStep((box.width * metres) / 6)
  return {
    points: places.map((place) => (place === null ? null : { x: x(place.lon), y: y(place.lat) })),
    metres,
    grid: [
      ...lines('lat', middle.lat - halfLat, middle.lat + halfLat),
      ...lines('lon', middle.lon - halfLon, middle.lon + halfLon),
    ],
    bar: { length: bar / metres, metres: bar },
  }
}

function extent(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)]
}

/** 1, 2 or 5 times a power of ten, at most about that. */
function niceStep(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most))
  return (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1) * power
}

/** Neighbours of one class become one line; a class of null is a place without a reading. */
export function runsOf<T>(
  points: readonly (unknown | null)[],
  classOf: (index: number) => T,
): { from: number; to: number; kind: T }[] {
  const runs: { from: number; to: number; kind: T }[] = []
  for (let at = 1; at < points.length; at++) {
    if (points[at] === null || points[at - 1] === null) continue
    const kind = classOf(at)
    const last = runs.at(-1)
    if (last !== undefined && last.to === at - 1 && last.kind === kind) last.to = at
    else runs.push({ from: at - 1, to: at, kind })
  }
  return runs
}
