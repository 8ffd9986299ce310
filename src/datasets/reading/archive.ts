import type { Answer, OriginalFile } from '../../domain/index.ts'
import { unexpected } from './answer.ts'
import { extensionOf, fileKind } from './file-kind.ts'
import { unzip } from './zip.ts'

/**
 * The files of a download: the members of an archive, the one file that came bare, or those that were kept of it. What it is, is decided by
 * content; an empty archive gives none.
 * @throws garmin.unexpected-answer for a web page, JSON or anything that is neither archive nor activity file;
 * garmin.too-large
 */
export async function filesOf(answer: Answer, dataset: string, bareName: string): Promise<OriginalFile[]> {
  if (answer.files !== undefined) return [...answer.files]
  const { bytes } = answer
  if (bytes === undefined) throw unexpected(dataset, 'no file')
  const kind = fileKind(bytes)
  if (kind === 'zip') {
    const members = await unzip(bytes, dataset)
    return members.map((member) => ({ ...member, extension: extensionOf(member.bytes) }))
  }
  if (kind === 'fit' || kind === 'tcx' || kind === 'gpx')
    return [{ name: `${bareName}.${kind}`, extension: kind, bytes }]
  throw unexpected(dataset, kind === 'empty' ? 'an empty file' : kind === 'unknown' ? 'no known kind of file' : kind)
}
