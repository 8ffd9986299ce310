import { readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { keepOf, me } from '../fixtures.ts'
import type { Place } from '../places.ts'

export function originalsSuite(newPlace: () => Promise<Place>): void {
  const bytes = Buffer.from('.FIT and what follows')
  const written = async () => {
    const place = await newPlace()
    const store = await place.open()
    const { sha256, size } = await store.originals.write(me, { bytes, extension: 'fit' })
    const path = join(place.home, 'originals', me, sha256.slice(0, 2), `${sha256}.fit.gz`)
    return { store, sha256, size, path }
  }

  test('an original is kept by the hash of its content and read back', async () => {
    const { store, sha256, size, path } = await written()
    expect(size).toBe(bytes.length)
    expect(Buffer.from(await store.originals.read(me, sha256, 'fit'))).toEqual(bytes)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  test('the same file is not written twice, but one that was cut short is', async () => {
    const { store, path } = await written()
    const before = await readFile(path)
    const { ino } = await stat(path)
    await store.originals.write(me, { bytes, extension: 'fit' })
    expect((await stat(path)).ino).toBe(ino)
    for (const length of [0, 5, before.length - 1]) {
      await truncate(path, length)
      await store.originals.write(me, { bytes, extension: 'fit' })
      expect(await readFile(path)).toEqual(before)
    }
  })

  test('a damaged, changed or missing original is told, never given out', async () => {
    const { store, sha256, path } = await written()
    await writeFile(path, gzipSync('something else'))
    await expect(store.originals.read(me, sha256, 'fit')).rejects.toMatchObject({ code: 'store.damaged' })
    await writeFile(path, 'no gzip')
    await expect(store.originals.read(me, sha256, 'fit')).rejects.toMatchObject({ code: 'store.damaged' })
    await expect(store.originals.read(me, 'a'.repeat(64), 'fit')).rejects.toMatchObject({ code: 'store.damaged' })
  })

  test('an extension or a hash that leads elsewhere is refused', async () => {
    const { store, sha256 } = await written()
    await expect(store.originals.write(me, { bytes, extension: '../x' })).rejects.toMatchObject({ code: 'internal' })
    await expect(store.originals.read(me, `../../${sha256}`, 'fit')).rejects.toMatchObject({ code: 'internal' })
  })

  test("an item's files are those of its last answer", async () => {
    const store = await (await newPlace()).open()
    const file = (name: string, hash: string) => ({
      dataset: 'wellness_fit',
      item: '2026-01-01',
      name,
      sha256: hash.repeat(64),
      extension: 'fit',
      size: 3,
    })
    await store.keep(keepOf({ originals: [file('b.fit', 'b'), file('a.fit', 'a')] }))
    await store.keep(keepOf({ originals: [file('a.fit', 'a'), file('c.fit', 'c')] }))
    const list = await store.originals.list(me, 'wellness_fit', '2026-01-01')
    expect(list).toEqual([file('a.fit', 'a'), file('c.fit', 'c')])
    await store.keep(keepOf({ originals: [file('b.fit', 'b')] }))
    expect(await store.originals.list(me, 'wellness_fit', '2026-01-01')).toEqual([file('b.fit', 'b')])
  })
}
