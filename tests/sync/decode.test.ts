import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCatalogue } from '../../src/datasets/index.ts'
import type { Failure, Instant, LocalDate, Target } from '../../src/domain/index.ts'
import { readFitActivity, readFitWellness } from '../../src/fit/index.ts'
import { activityFitBytes, monitoringFitBytes } from '../../src/fit/testing/files.ts'
import { type Answered, createInlineDecode, createPooledDecode, type Decode } from '../../src/sync/index.ts'
import { buildDecodeWorker } from '../support/decode-worker.ts'

const catalogue = createCatalogue({ readFitActivity, readFitWellness })
const today = '2021-10-01' as LocalDate
const day = '2021-09-08' as LocalDate
const ask = (name: string, target: Target, answer: Answered['answer']): Answered => {
  const dataset = catalogue.find((one) => one.name === name)!
  return { dataset, form: dataset.forms[0], target, answer, at: 1_633_046_400_000 as Instant }
}
const archive = () => zipSync({ '1_WELLNESS.fit': monitoringFitBytes(), '2_X.txt': new TextEncoder().encode('words') })
const ofDay = { kind: 'day', day } as const
const ofItem = { kind: 'item', id: '9223372036854775807', day } as const
const ofRange = { kind: 'range', start: day, end: '2021-09-10' as LocalDate } as const

const answers: Readonly<Record<string, Answered>> = {
  'an archive of a day': ask('wellness_fit', ofDay, { status: 200, bytes: archive() }),
  'the files that were kept of one': ask('wellness_fit', ofDay, {
    status: 200,
    files: [{ name: '1_WELLNESS.fit', extension: 'fit', bytes: monitoringFitBytes() }],
  }),
  'an archive of which a part of a larger buffer is all': ask('wellness_fit', ofDay, {
    status: 200,
    bytes: new Uint8Array([...archive(), ...new Uint8Array(1000)]).subarray(0, archive().length),
  }),
  "an activity's file": ask('activity_original', ofItem, { status: 200, bytes: activityFitBytes() }),
  'days of JSON as text': ask('hydration_daily', ofRange, {
    status: 200,
    text: `[{"calendarDate":"${day}","valueInML":1500,"goalInML":2000,"id":9223372036854775807}]`,
  }),
  'days of JSON, parsed': ask('hydration_daily', ofRange, {
    status: 200,
    json: [{ calendarDate: day, valueInML: 1500, goalInML: 2000 }],
  }),
  'nothing there': ask('wellness_fit', ofDay, { status: 404, json: {} }),
  'no content': ask('hydration_daily', ofRange, { status: 204 }),
}
const bad: Readonly<Record<string, Answered>> = {
  'a damaged archive': ask('wellness_fit', ofDay, { status: 200, bytes: archive().subarray(0, 900) }),
  'JSON of another form': ask('hydration_daily', ofRange, { status: 200, text: '{"not":"a list"}' }),
}

/** What every way of decoding does. */
function decodeSuite(name: string, start: () => Promise<{ decode: Decode; close(): Promise<void> }>): void {
  describe(name, () => {
    let way: Awaited<ReturnType<typeof start>>
    beforeAll(async () => {
      way = await start()
    })
    afterAll(() => way.close())

    for (const [what, answered] of Object.entries(answers))
      it(`reads ${what} as the reader by itself does`, async () => {
        const decoded = await way.decode(answered, today)
        // Node's buffers are plain bytes on the other side.
        expect(structuredClone(decoded)).toEqual(structuredClone(await createInlineDecode(catalogue)(answered, today)))
        expect(decoded.parts[0]!.dataset).toBe(answered.dataset.name)
      })

    for (const [what, answered] of Object.entries(bad))
      it(`tells of ${what} and leaves the answer as it was`, async () => {
        const before = structuredClone(answered.answer)
        const failure = await way.decode(answered, today).catch((thrown: Failure) => thrown)
        expect(failure).toMatchObject({ name: 'Failure', code: 'garmin.unexpected-answer' })
        expect((failure as Failure).message).toContain(answered.dataset.name)
        expect(answered.answer).toEqual(before)
      })

    it('packs samples and streams, and names each file by its hash', async () => {
      const [wellness] = (await way.decode(answers['an archive of a day']!, today)).parts[0]!.findings
      expect(wellness!.item!.series.map(({ channel }) => channel)).toEqual(['heart_rate', 'stress', 'respiration'])
      expect(wellness!.item!.files.map(({ sha256 }) => sha256)).toEqual([
        expect.stringMatching(/^[0-9a-f]{64}$/),
        'dba36bffa5cab0f922d087a3aeb179f9d4e745df40b323e1b1471402848c8a3e',
      ])
      const [activity] = (await way.decode(answers["an activity's file"]!, today)).parts[0]!.findings
      expect(activity!.item!.streams).toMatchObject({
        activityId: ofItem.id,
        parts: [{ part: 'record', row_count: 3 }],
      })
    })
  })
}

decodeSuite('decoded where it is called', async () => ({
  decode: createInlineDecode(catalogue),
  close: async () => undefined,
}))

let built: Awaited<ReturnType<typeof buildDecodeWorker>>
beforeAll(async () => {
  built = await buildDecodeWorker()
})
afterAll(() => built.clear())
const never: Decode = async () => {
  throw new Error('not in a thread')
}

decodeSuite('decoded in a thread', async () =>
  createPooledDecode({ inline: never, worker: built.url, limits: { textChars: 0, fileBytes: 0 } }),
)

it('leaves what is small to the thread that asks', async () => {
  const { decode, close } = createPooledDecode({
    inline: createInlineDecode(catalogue),
    worker: new URL('file:///there/is/no/such/thread.mjs'),
    limits: { textChars: 10_000, fileBytes: 10 },
  })
  expect((await decode(answers['days of JSON as text']!, today)).parts).toHaveLength(1)
  await expect(decode(answers['an archive of a day']!, today)).rejects.toMatchObject({
    code: 'sync.too-heavy',
    data: { dataset: 'wellness_fit', detail: expect.stringContaining('thread.mjs') },
  })
  await close()
})
