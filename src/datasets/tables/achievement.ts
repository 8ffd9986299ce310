import { defineTable } from '../../domain/index.ts'

export const personalRecordTable = defineTable({
  name: 'personal_record',
  key: ['record_id'],
  time: 'at_utc',
  about: 'Personal records that stand.',
  columns: {
    record_id: 'id',
    type_id: 'int',
    kind: 'text',
    value: 'real',
    activity_id: 'id',
    activity_name: 'text',
    activity_type: 'text',
    at_utc: 'instant',
  },
  notes: {
    type_id: 'What it is a record in; named in `personal_record_type` where that dataset is on.',
    kind: '`running`, `cycling`, `steps`, `swimming`, `strength`; null for types that nobody has written down.',
    value: 'Seconds, metres, steps, …: the unit depends on the type.',
    activity_id: 'May name an activity that was never fetched.',
  },
})

export const personalRecordTypeTable = defineTable({
  name: 'personal_record_type',
  key: ['type_id'],
  time: null,
  about: 'What there are personal records in.',
  columns: { type_id: 'int', type_key: 'text', sport: 'text', unit: 'text' },
})

export const goalTable = defineTable({
  name: 'goal',
  key: ['goal_id'],
  time: 'start_date',
  about: 'Goals that the person set, past, present and to come.',
  columns: {
    goal_id: 'id',
    status: 'text',
    category: 'text',
    type: 'text',
    period: 'text',
    name: 'text',
    value: 'real',
    start_date: 'date',
    end_date: 'date',
    activity_type_id: 'int',
    created_utc: 'instant',
    updated_utc: 'instant',
  },
  notes: {
    status: '`active`, `future` or `past`.',
    period: 'How often it begins anew.',
    value: 'Steps, metres, minutes, …: the unit depends on the type.',
    end_date: 'Null for a goal without an end.',
  },
})

export const badgeTable = defineTable({
  name: 'badge',
  key: ['badge_id'],
  time: 'earned_date',
  about: 'Badges of the account; who else has them is not kept here.',
  columns: {
    badge_id: 'id',
    badge_key: 'text',
    name: 'text',
    points: 'int',
    category_id: 'int',
    difficulty_id: 'int',
    is_earned: 'bool',
    earned_date: 'date',
    times_earned: 'int',
    progress: 'real',
    target: 'real',
    unit_id: 'int',
  },
  notes: { earned_date: 'When it was last earned.', progress: 'Towards `target`, in the badge’s own unit.' },
})

export const challengeTable = defineTable({
  name: 'challenge',
  key: ['challenge_id'],
  time: 'start_date',
  about: 'Challenges that the account took part in or may join; other people in them are not kept here.',
  columns: {
    challenge_id: 'text',
    kind: 'text',
    state: 'text',
    name: 'text',
    start_date: 'date',
    end_date: 'date',
    progress: 'real',
    target: 'real',
    unit_id: 'int',
    rank: 'int',
    is_joined: 'bool',
    badge_id: 'id',
    badge_key: 'text',
    completed_date: 'date',
  },
  notes: {
    kind: '`badge`, `virtual` or `adhoc` (among friends).',
    state: '`completed`, `open`, `in-progress`, `available` or `past`, after the list that it was in.',
    progress: 'Towards `target`, in the challenge’s own unit.',
    rank: 'The account’s own place.',
  },
})
