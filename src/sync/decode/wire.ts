import type { Answer, ErrorCode, Instant, LocalDate, Target } from '../../domain/index.ts'
import type { Answered } from '../read-answer.ts'
import type { Decoded } from './decode.ts'

/** What a thread is told to decode: form and dataset by their names, since functions cannot travel. */
export interface DecodeTask {
  readonly dataset: string
  readonly form: string
  readonly target: Target
  readonly at: Instant
  readonly today: LocalDate
  readonly answer: Answered['answer']
}

/** What comes back. A failure's `cause` stays behind. */
export type DecodeReply =
  | { readonly decoded: Decoded }
  | { readonly code: ErrorCode; readonly data: Readonly<Record<string, unknown>> }

export function toTask({ dataset, form, target, at, answer }: Answered, today: LocalDate): DecodeTask {
  return { dataset: dataset.name, form: form.name, target, at, today, answer: toTravel(answer) }
}

/**
 * Bytes are copied, not handed over: they are needed again for a second try, and for keeping an answer that cannot be read.
 * A text is copied faster than what it was parsed to.
 */
function toTravel({ status, json, text, bytes, files }: Answered['answer']): Answered['answer'] {
  return {
    status,
    ...(text === undefined ? (json === undefined ? {} : { json }) : { text }),
    ...(bytes === undefined ? {} : { bytes: exact(bytes) }),
    ...(files === undefined ? {} : { files: files.map((file) => ({ ...file, bytes: exact(file.bytes) })) }),
  } satisfies Answer & { text?: string }
}

/** Bytes with a buffer of their own: a part of another would travel with all of it. */
export function exact(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) return new Uint8Array(buffer)
  return new Uint8Array(bytes)
}

/** The result with the buffers that are handed over rather than copied. */
export function toHandOver(decoded: Decoded): { decoded: Decoded; buffers: ArrayBuffer[] } {
  const buffers = new Set<ArrayBuffer>()
  const own = (bytes: Uint8Array) => {
    const whole = exact(bytes)
    buffers.add(whole.buffer)
    return whole
  }
  const parts = decoded.parts.map(({ dataset, findings }) => ({
    dataset,
    findings: findings.map(({ entry, item }) => {
      if (item === null) return { entry, item }
      const { series, streams, files } = item
      return {
        entry,
        item: {
          ...item,
          series: series.map((block) => ({ ...block, data: own(block.data) })),
          streams: streams && {
            ...streams,
            parts: streams.parts.map((part) => ({ ...part, data: own(part.data) })),
          },
          files: files.map((file) => ({ ...file, bytes: own(file.bytes) })),
        },
      }
    }),
  }))
  return { decoded: { ...decoded, parts }, buffers: [...buffers] }
}
