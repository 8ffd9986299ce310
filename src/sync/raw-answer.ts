import {
  type AccountNames,
  type Answer,
  type Form,
  fail,
  isFailure,
  isObject,
  type Json,
  type OriginalFile,
  parseJson,
  queryPairs,
  type UserId,
} from '../domain/index.ts'
import type { OriginalStore, RawAnswer, StoredAnswer } from '../store/index.ts'
import { type Answered, keyOf } from './read-answer.ts'

/** A file of an answer as it is named in what is kept of the answer; the file itself is an original. */
export type FileName = Pick<OriginalFile, 'name' | 'extension'> & { readonly sha256: string }

/** An answer as it is kept: JSON as it came, or the names of the files that it held. */
export function toRawAnswer(answered: Answered, account: AccountNames, files: readonly FileName[] | null): RawAnswer {
  const { dataset, form, target, answer, at } = answered
  const request = form.request(target, account)
  const query = queryPairs(request ?? {}).map((pair) => pair.map(encodeURIComponent).join('='))
  const text = files === null ? answer.text : JSON.stringify({ files })
  return {
    dataset: dataset.name,
    form: form.name,
    key: keyOf(target),
    path: (request?.path ?? '') + (query.length > 0 ? `?${query.join('&')}` : ''),
    target: target as unknown as Json,
    asked_at: at,
    status: answer.status,
    body: answer.status === 200 && text !== undefined ? text : null,
    version: dataset.version,
  }
}

/** An answer that no reader understood: kept as it came, for a reader that does. A file becomes an original. */
export async function toUnreadAnswer(
  originals: Pick<OriginalStore, 'write'>,
  userId: UserId,
  account: AccountNames,
  answered: Answered,
): Promise<RawAnswer> {
  const { bytes, text } = answered.answer
  const raw = toRawAnswer(answered, account, null)
  if (bytes === undefined) return { ...raw, body: text ?? null }
  const { sha256 } = await originals.write(userId, { bytes, extension: 'bin' })
  return { ...raw, body: JSON.stringify({ bytes: sha256 }) }
}

/**
 * The answer as it came, JSON as its text; null when nothing of it is left to be read.
 * @throws store.damaged when a file that it held is
 */
export async function recallAnswer(
  originals: Pick<OriginalStore, 'read' | 'list'>,
  userId: UserId,
  form: Form,
  stored: StoredAnswer,
): Promise<Answered['answer'] | null> {
  const { status, body } = stored
  // Its body told nothing but that (see `isAbsent`).
  if (status === 404 && body === null) return { status, json: {} }
  if (status !== 200) return body === null ? { status } : { status, json: parseJson(body) }
  const files = await filesOf(originals, userId, form, stored)
  if (files !== null) return files
  return body === null ? null : { status, text: body }
}

async function filesOf(
  originals: Pick<OriginalStore, 'read' | 'list'>,
  userId: UserId,
  form: Form,
  { status, body, target, dataset }: StoredAnswer,
): Promise<Answer | null> {
  const anybody = { displayName: 'anybody', profileId: userId }
  if (form.request(target as unknown as Parameters<Form['request']>[0], anybody)?.expects !== 'bytes') return null
  const read = async (file: FileName): Promise<OriginalFile> => {
    const bytes = await originals.read(userId, file.sha256, file.extension).catch((thrown: unknown) => {
      if (isFailure(thrown, 'store.damaged')) throw fail('store.damaged', { ...thrown.data, file })
      throw thrown
    })
    return { name: file.name, extension: file.extension, bytes }
  }
  const kept = body === null ? null : (JSON.parse(body) as { files?: FileName[]; bytes?: string })
  if (kept?.bytes !== undefined) {
    const { bytes } = await read({ name: '', extension: 'bin', sha256: kept.bytes })
    return { status, bytes }
  }
  // Answers of before their files were named with them: the item's own files.
  const names = kept?.files ?? (await originals.list(userId, dataset, itemOf(target)))
  const files: OriginalFile[] = []
  for (const file of names) files.push(await read(file))
  return { status, files }
}

function itemOf(target: Json): string {
  if (!isObject(target)) return ''
  return String(target.kind === 'item' ? target.id : (target.day ?? ''))
}
