import type { ActivityDetailJson } from '../../../src/contract/index.ts'
import type { NoticeProps } from '../../components/notice.tsx'
import type { Format } from '../../format/format.ts'
import { en } from '../../words/en.ts'

const words = en.activity

/** What a reader has to know before the figures are believed. */
export function noticesOf(
  activity: ActivityDetailJson,
  offline: string | null,
  format: Format,
): (NoticeProps & { readonly id: string })[] {
  const { original, deleted_at, duplicate_of, parent } = activity
  const notices: (NoticeProps & { readonly id: string })[] = []
  if (offline !== null) notices.push({ id: 'offline', kind: 'tells', title: offline })
  if (deleted_at !== null)
    notices.push({
      id: 'deleted',
      kind: 'tells',
      title: words.deletedTitle,
      children: words.deletedOn(format.day.long(format.dayOf(Date.parse(deleted_at)))),
    })
  if (original?.status === 'damaged')
    notices.push({ id: 'damaged', kind: 'failing', title: words.damagedTitle, children: words.damagedWhy })
  if (original?.status === 'partial')
    notices.push({
      id: 'partial',
      title: words.truncatedTitle,
      children: words.truncated(format.number(original.records), null),
    })
  if (original?.status === 'crc_mismatch') notices.push({ id: 'crc', title: words.crcTitle, children: words.crc })
  if (original?.status === 'reject') notices.push({ id: 'reject', title: words.rejectTitle, children: words.reject })
  if (duplicate_of !== null)
    notices.push({
      id: 'duplicate',
      kind: 'tells',
      title: words.duplicateTitle,
      children: <a href={`/activities/${duplicate_of}`}>{words.duplicateLink}</a>,
    })
  if (parent !== null)
    notices.push({
      id: 'parent',
      kind: 'tells',
      title: words.partOf,
      children: (
        <a href={`/activities/${parent.activity_id}`} dir="auto">
          {parent.name ?? en.activities.nameless}
        </a>
      ),
    })
  return notices
}
