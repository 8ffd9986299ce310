import { createHash } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deflateText, hashText } from './pack-text.ts'

test('a text of any length and any characters is hashed and packed as its UTF-8 bytes', async () => {
  // Characters of four bytes, so that some stand across the border of two pieces.
  const long = fc.tuple(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.integer({ min: 1, max: 60_000 }))
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    long.map(([some, times]) => `${some}😀`.repeat(times).slice(0, 300_000)),
  )
  await fc.assert(
    fc.asyncProperty(text, async (some) => {
      const bytes = Buffer.from(some, 'utf8')
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      expect(hashText(some)).toEqual({ sha256, size: bytes.length })
      expect(inflateRawSync(await deflateText(some)).equals(bytes)).toBe(true)
    }),
    { numRuns: 30 },
  )
})
