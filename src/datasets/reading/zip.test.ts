import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { isFailure } from '../../domain/index.ts'
import { filesOf } from './archive.ts'
import { extensionOf, fileKind } from './file-kind.ts'
import { unzip, zipLimits } from './zip.ts'

const text = (content: string) => new TextEncoder().encode(content)
const failure = (promise: Promise<unknown>) => promise.then(() => null).catch((thrown: unknown) => thrown)
const fit = Uint8Array.of(14, 32, 0, 0, 0, 0, 0, 0, 0x2e, 0x46, 0x49, 0x54, 0, 0)

describe('unzip', () => {
  it('gives the members as they were, folders and empty ones left out', async () => {
    const zip = zipSync({ 'a/': {}, 'a/b.fit': fit, 'empty.fit': new Uint8Array(), 'ü.gpx': text('<gpx/>') })
    const members = await unzip(zip, 'test')
    expect(members.map(({ name }) => name)).toEqual(['a/b.fit', 'ü.gpx'])
    expect([...members[0]!.bytes]).toEqual([...fit])
  })

  it('takes names as text, however hostile', async () => {
    const members = await unzip(zipSync({ '../../etc/passwd': fit, '/root.fit': fit, 'C:\\x.fit': fit }), 'test')
    expect(members.map(({ name }) => name)).toEqual(['../../etc/passwd', '/root.fit', 'C:\\x.fit'])
  })

  it('finds a damaged archive by its checksum, a cut one by its end', async () => {
    const zip = zipSync({ 'a.fit': [text('x'.repeat(500)), { level: 0 }] })
    const flipped = zip.slice()
    flipped[100]! ^= 1
    for (const bad of [flipped, zip.slice(0, zip.length - 30), text('PK\u0003\u0004 and nothing more')])
      expect(isFailure(await failure(unzip(bad, 'test')), 'garmin.unexpected-answer')).toBe(true)
  })

  it('refuses too many members, too many bytes, and what is packed too tightly', async () => {
    const many = zipSync({ 'a.fit': fit, 'b.fit': fit, 'c.fit': fit })
    const bomb = zipSync({ 'a.fit': new Uint8Array(4 * 2 ** 20) })
    const tries = [
      () => unzip(many, 'test', { ...zipLimits, entries: 2 }),
      () => unzip(many, 'test', { ...zipLimits, bytes: 20 }),
      () => unzip(bomb, 'test'),
    ]
    for (const attempt of tries) expect(isFailure(await failure(attempt()), 'garmin.too-large')).toBe(true)
  })

  it('is not led astray by a member that says it is smaller than it is', async () => {
    const zip = zipSync({ 'a.fit': text('abc'.repeat(1000)) })
    const view = new DataView(zip.buffer)
    const directory = zip.length - 22 - (46 + 5)
    expect(view.getUint32(directory, true)).toBe(0x02014b50)
    view.setUint32(directory + 24, 10, true)
    expect(isFailure(await failure(unzip(zip, 'test')), 'garmin.unexpected-answer')).toBe(true)
  })
})

const corpus = new URL('../../../../shared/fit/', import.meta.url)

// The corpus may not be passed on (its README), so a clone is without it.
describe.skipIf(!existsSync(new URL('expected.json', corpus)))('archives of the corpus (skipped without it)', () => {
  it('gives the members that are in them, and refuses the one that was cut', async () => {
    const expected = JSON.parse(readFileSync(new URL('expected.json', corpus), 'utf8'))
    for (const name of ['derived/wellness-day.zip', 'derived/activity.zip']) {
      const members = await unzip(readFileSync(new URL(name, corpus)), 'test')
      const found = members.map((member) => ({
        name: member.name,
        size: member.bytes.length,
        sha256: createHash('sha256').update(member.bytes).digest('hex'),
      }))
      expect(found, name).toEqual(expected[name].members)
    }
    const cut = unzip(readFileSync(new URL('derived/activity-truncated.zip', corpus)), 'test')
    expect(isFailure(await failure(cut), 'garmin.unexpected-answer')).toBe(true)
  })
})

describe('fileKind', () => {
  it('looks at the content', () => {
    const utf16 = new Uint8Array(Buffer.from('\ufeff<?xml version="1.0"?><gpx version="1.1">', 'utf16le'))
    expect(fileKind(fit)).toBe('fit')
    expect(fileKind(text('<?xml version="1.0"?>\n<!-- x -->\n<TrainingCenterDatabase xmlns="x">'))).toBe('tcx')
    expect(fileKind(text('\ufeff<gpx creator="x">'))).toBe('gpx')
    expect(fileKind(utf16)).toBe('gpx')
    expect(fileKind(text('<!DOCTYPE html><html>'))).toBe('html')
    expect(fileKind(text(' {"message": "x"}'))).toBe('json')
    expect(fileKind(zipSync({}))).toBe('zip')
    expect(fileKind(new Uint8Array())).toBe('empty')
    expect(extensionOf(text('anything'))).toBe('bin')
  })
})

describe('filesOf', () => {
  it('takes a file that came without an archive', async () => {
    const [file] = await filesOf({ status: 200, bytes: fit }, 'test', '7_ACTIVITY')
    expect(file).toMatchObject({ name: '7_ACTIVITY.fit', extension: 'fit' })
  })

  it('goes by content, not by the name in the archive', async () => {
    const bytes = zipSync({ 'a.fit': text('<?xml version="1.0"?><gpx>') })
    expect((await filesOf({ status: 200, bytes }, 'test', 'x'))[0]!.extension).toBe('gpx')
  })

  it('gives nothing for an archive of nothing, and refuses what is no file at all', async () => {
    expect(await filesOf({ status: 200, bytes: zipSync({}) }, 'test', 'x')).toEqual([])
    for (const bytes of [new Uint8Array(), text('<html>'), text('{}'), text('???')])
      expect(isFailure(await failure(filesOf({ status: 200, bytes }, 'test', 'x')), 'garmin.unexpected-answer')).toBe(
        true,
      )
  })
})
