import type { ActivityJson } from '../../src/contract/index.ts'
import { en } from '../words/en.ts'
import { StateTag, Tag } from './tag.tsx'

/** What is particular about an activity, in the API's words. */
export function ActivityMarks({ activity }: { activity: ActivityJson }) {
  const { edited_fields, deleted_at, is_manual, has_original, leg_count, duplicate_of, original_status } = activity
  return (
    <>
      {edited_fields.length === 0 ? null : edited_fields.join() === 'name' ? (
        <StateTag state="renamed">{en.activities.renamed}</StateTag>
      ) : (
        <StateTag state="edited">{en.activities.edited}</StateTag>
      )}
      {deleted_at === null ? null : <StateTag state="deleted">{en.activities.deletedKept}</StateTag>}
      {leg_count === 0 ? null : <Tag>{en.activities.legs(leg_count)}</Tag>}
      {is_manual ? <Tag tone="outline">{en.activities.byHand}</Tag> : null}
      {!is_manual && !has_original ? <Tag tone="outline">{en.activities.noFile}</Tag> : null}
      {original_status === 'partial' ? (
        <Tag tone="notice" icon="warning">
          {en.activities.truncated}
        </Tag>
      ) : null}
      {duplicate_of === null ? null : <Tag tone="outline">{en.activities.duplicate}</Tag>}
    </>
  )
}
