import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { baseTypes } from '../../src/fit/base-types.ts'
import { profile } from '../../src/fit/index.ts'

/** A field as the published list of fit-file-parser (MIT) has it. */
interface Listed {
  readonly field: string
  readonly type: string
  readonly baseType: string
  readonly scale: number
  readonly offset: number
  readonly units: string
}
type List = Readonly<Record<string, Readonly<Record<string, Listed>> & { readonly name: string }>>

/** What that list does not have: where our row comes from instead. docs/fit.md shows the same. */
const unlisted: Readonly<Record<string, string>> = {
  'stress_level.body_energy': 'WELLNESS-MESSAGES section 2, evidence C',
  'sleep_data_info.timestamp': 'WELLNESS-MESSAGES section 3, seen in the corpus',
  'sleep_data_info.sample_length': 'WELLNESS-MESSAGES section 3, seen in the corpus',
  'sleep_data_info.local_timestamp': 'WELLNESS-MESSAGES section 3, seen in the corpus',
  'device_status.timestamp': 'WELLNESS-MESSAGES section 2, evidence B',
  'device_status.battery_voltage': 'WELLNESS-MESSAGES section 2, evidence B',
  'device_status.battery_level': 'WELLNESS-MESSAGES section 2, evidence B',
  'device_status.temperature': 'WELLNESS-MESSAGES section 2, evidence B',
}

/** Where we differ from that list, and why. */
const differences: Readonly<Record<string, string>> = {
  'record.compressed_speed_distance': 'three packed bytes: the scales belong to the two values inside, see expand.ts',
  'hr.event_timestamp_12': 'packed: the scale belongs to the values inside, see beats.ts',
  'monitoring.intensity': 'the packed value has three bits and no scale (WELLNESS-MESSAGES section 2)',
  'time_in_zone.cadence_zone_high_boundary': 'a slip of the pen in the list: "bondary"',
  'record.respiration_rate': 'the list has seconds for a rate',
  'timestamp_correlation.system_timestamp': "seconds of the device's own clock, which is no date",
}

/** Units that we write in one way, whatever the list says. */
const words: Readonly<Record<string, string>> = {
  watts: 'W',
  percent: '%',
  minutes: 'min',
  hr: 'h',
  'kg/m^2': 'kg/m2',
  'kcal / day': 'kcal/day',
  'Breaths/min': 'breaths/min',
  mS: 'ms',
}
/** Words for what is counted, which we leave out: they say nothing about the number. */
const counted = new Set(
  'lengths,tss,if,strokes,strokes/lap,swim_stroke,counts,OTUs,kGrit,Flow,percent,depends on sensor'.split(','),
)
const times: Readonly<Record<string, string>> = { date_time: 'time', local_date_time: 'local-time' }

describe('the profile', () => {
  let list: List
  beforeAll(async () => {
    const main = createRequire(import.meta.url).resolve('fit-file-parser')
    const folder = dirname(main).replace(/cjs$/, '')
    const { FIT } = (await import(pathToFileURL(join(folder, 'fit.js')).href)) as { FIT: { messages: List } }
    list = FIT.messages
  })

  const rows = profile.flatMap((message) => message.fields.map((field) => ({ message, field })))

  test('has numbers, names, base types, scales, offsets and units as an independent list has them, but for those named', () => {
    const wrong: string[] = []
    const missing: string[] = []
    for (const { message, field } of rows) {
      const name = `${message.name}.${field.name}`
      const theirs = list[message.number]?.[field.number]
      if (theirs === undefined) {
        missing.push(name)
        continue
      }
      const time = times[theirs.type]
      const unit = words[theirs.units] ?? theirs.units
      const said = [
        plain(theirs.field) === plain(field.name),
        theirs.baseType === field.type,
        (theirs.scale || 1) === field.scale,
        // Value = raw / scale - offset; the list has the sign of what is added.
        Math.abs(theirs.offset) === field.offset,
        time === undefined
          ? unit === '' ||
            unit === 'seconds' ||
            unit === field.units ||
            (field.units === null && counted.has(theirs.units))
          : field.units === time,
      ]
      if (said.includes(false)) wrong.push(name)
    }
    expect(wrong.sort()).toEqual(Object.keys(differences).sort())
    expect(missing.sort()).toEqual(Object.keys(unlisted).sort())
  })

  test('names each message and each field once', () => {
    expect(new Set(profile.map(({ number }) => number)).size).toBe(profile.length)
    for (const { name, fields } of profile) {
      expect(new Set(fields.map(({ number }) => number)).size, name).toBe(fields.length)
      expect(new Set(fields.map((field) => field.name)).size, name).toBe(fields.length)
    }
  })

  const corpus = new URL('../../../shared/fit/', import.meta.url)
  test.skipIf(!existsSync(corpus))(
    'has the base types that devices write, in the corpus (skipped: ../shared/fit is not at hand)',
    () => {
      const written = new Map<string, Set<string>>()
      for (const path of fitFilesUnder(fileURLToPath(corpus)))
        for (const { message, field, type } of definitionsOf(readFileSync(path))) {
          const key = `${message}.${field}`
          written.set(key, (written.get(key) ?? new Set()).add(type))
        }
      const seen = rows.flatMap(({ message, field }) => {
        const types = written.get(`${message.number}.${field.number}`)
        return types === undefined ? [] : [{ name: `${message.name}.${field.name}`, type: field.type, types }]
      })
      const other = seen
        .filter(({ type, types }) => !types.has(type))
        .map(({ name, type, types }) => `${name}: ${type}, written as ${[...types]}`)
      expect(other).toEqual([])
      expect(seen.length).toBeGreaterThan(400)
    },
  )
})

function plain(name: string): string {
  return name.replaceAll('_', '')
}

function fitFilesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return name === 'broken' || name === 'derived' ? [] : fitFilesUnder(path)
    return name.endsWith('.fit') ? [path] : []
  })
}

/** Definition messages of the first part of a file, read straight from the protocol: another way than the decoder's. */
function definitionsOf(bytes: Uint8Array): { message: number; field: number; type: string }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const found: { message: number; field: number; type: string }[] = []
  const sizes = new Map<number, number>()
  let at = bytes[0] ?? 0
  const end = Math.min(bytes.length, at + view.getUint32(4, true))
  while (at < end) {
    const head = bytes[at++]!
    if ((head & 0xc0) !== 0x40) {
      const size = sizes.get((head & 0x80) === 0 ? head & 0x0f : (head >> 5) & 0x03)
      if (size === undefined) return found
      at += size
      continue
    }
    const little = bytes[at + 1] === 0
    const message = view.getUint16(at + 2, little)
    const fields = bytes[at + 4]!
    at += 5
    let size = 0
    for (let field = 0; field < fields; field++, at += 3) {
      size += bytes[at + 1]!
      found.push({ message, field: bytes[at]!, type: baseTypes[bytes[at + 2]! & 0x1f]?.name ?? 'unknown' })
    }
    if ((head & 0x20) !== 0) {
      const developer = bytes[at++]!
      for (let field = 0; field < developer; field++, at += 3) size += bytes[at + 1]!
    }
    sizes.set(head & 0x0f, size)
  }
  return found
}
