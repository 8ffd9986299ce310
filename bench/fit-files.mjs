// FIT files for the measures, written by our own encoder: the same arguments give the same bytes. What they hold is what a
// watch writes each second with a stride sensor and a power application of somebody else.

/** @typedef {import('./sources.ts').Sources} Sources */

const fitEpochSeconds = 631_065_600

/** @param {number} seed */
function createRandom(seed) {
  let state = seed >>> 0 || 1
  return () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 2 ** 32
  }
}

/** @param {[number, import('../src/fit/index.ts').BaseTypeName, import('../src/fit/index.ts').FitValue][]} fields */
const fieldsOf = (fields) => fields.map(([number, type, value]) => ({ number, type, value }))

/**
 * An activity with a record a second; `developer`: a field that an application defines in each.
 * @param {Sources} sources @param {{ seed: number, start: number, records: number, developer?: boolean }} wish
 */
export function activityFit({ encodeFit }, { seed, start, records, developer = false }) {
  const random = createRandom(seed)
  const begin = start - fitEpochSeconds
  const semicircles = 2 ** 31 / 180
  let [lat, long, distance, altitude, heart, heading] = [47 + random(), 8 + random(), 0, 400, 95, random() * 6.28]
  /** @type {import('../src/fit/index.ts').EncodedMessage[]} */
  const messages = [
    {
      number: 0,
      fields: fieldsOf([
        [0, 'enum', 4],
        [1, 'uint16', 1],
        [2, 'uint16', 3113],
        [3, 'uint32z', 3_999_999_999],
        [4, 'uint32', begin],
      ]),
    },
    {
      number: 23,
      fields: fieldsOf([
        [253, 'uint32', begin],
        [0, 'uint8', 0],
        [2, 'uint16', 1],
        [4, 'uint16', 3113],
        [5, 'uint16', 1200],
      ]),
    },
    {
      number: 21,
      fields: fieldsOf([
        [253, 'uint32', begin],
        [0, 'enum', 0],
        [1, 'enum', 0],
      ]),
    },
  ]
  if (developer)
    messages.push({
      number: 206,
      fields: fieldsOf([
        [0, 'uint8', 0],
        [1, 'uint8', 0],
        [2, 'uint8', 0x84],
        [3, 'string', 'Form Power'],
        [8, 'string', 'Watts'],
      ]),
    })
  for (let second = 0; second < records; second++) {
    const speed = 2.6 + random() * 0.8
    distance += speed
    heading += (random() - 0.5) * 0.2
    altitude += (random() - 0.5) * 0.4
    heart = Math.min(185, Math.max(80, heart + (random() - 0.47) * 1.5))
    lat += (Math.cos(heading) * speed) / 111_320
    long += (Math.sin(heading) * speed) / 75_000
    const between = (/** @type {number} */ least, /** @type {number} */ span) => Math.trunc(least + random() * span)
    const fields = fieldsOf([
      [253, 'uint32', begin + second],
      [0, 'sint32', Math.trunc(lat * semicircles)],
      [1, 'sint32', Math.trunc(long * semicircles)],
      [5, 'uint32', Math.trunc(distance * 100)],
      [73, 'uint32', Math.trunc(speed * 1000)],
      [78, 'uint32', Math.trunc((altitude + 500) * 5)],
      [7, 'uint16', between(180, 120)],
      [39, 'uint16', between(80, 20)],
      [40, 'uint16', 3300],
      [41, 'uint16', between(2300, 300)],
      [83, 'uint16', between(700, 150)],
      [85, 'uint16', between(900, 200)],
      [108, 'uint16', between(2500, 900)],
      [3, 'uint8', Math.trunc(heart)],
      [4, 'uint8', between(80, 8)],
      [53, 'uint8', between(0, 127)],
      [13, 'sint8', 18],
    ])
    messages.push({
      number: 20,
      fields: developer
        ? [...fields, { number: 0, type: 'uint16', value: between(60, 20), developerIndex: 0 }]
        : fields,
    })
  }
  const laps = Math.max(1, Math.round(records / 330))
  const each = Math.floor(records / laps)
  for (let lap = 0; lap < laps; lap++)
    messages.push({
      number: 19,
      fields: fieldsOf([
        [253, 'uint32', begin + (lap + 1) * each],
        [2, 'uint32', begin + lap * each],
        [7, 'uint32', each * 1000],
        [8, 'uint32', each * 1000],
        [9, 'uint32', Math.trunc((distance / laps) * 100)],
        [254, 'uint16', lap],
        [15, 'uint8', 150],
        [16, 'uint8', 172],
        [24, 'enum', 1],
        [25, 'enum', 1],
      ]),
    })
  messages.push(
    {
      number: 18,
      fields: fieldsOf([
        [253, 'uint32', begin + records],
        [2, 'uint32', begin],
        [7, 'uint32', records * 1000],
        [8, 'uint32', records * 1000],
        [9, 'uint32', Math.trunc(distance * 100)],
        [26, 'uint16', laps],
        [5, 'enum', 1],
        [6, 'enum', 0],
        [16, 'uint8', 150],
        [17, 'uint8', 180],
      ]),
    },
    {
      number: 34,
      fields: fieldsOf([
        [253, 'uint32', begin + records],
        [0, 'uint32', records * 1000],
        [1, 'uint16', 1],
      ]),
    },
  )
  return encodeFit(messages)
}
