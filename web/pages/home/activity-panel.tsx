import type { HomeJson } from '../../../src/contract/index.ts'
import { Panel } from '../../components/panel.tsx'
import { Table } from '../../components/table.tsx'
import { StateTag } from '../../components/tag.tsx'
import { toStopwatch } from '../../format/duration.ts'
import { nothing } from '../../format/number.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'
import { useLastLook } from './last-look.ts'

type Activity = HomeJson['activities'][number]

/** The newest four. */
export function ActivityPanel({ activities, count }: { activities: readonly Activity[]; count: number }) {
  const format = useFormat()
  const last = useLastLook()
  const dash = (value: string) => (value === nothing ? null : value)
  const kind = (one: Activity) =>
    /swim/.test(one.type_key ?? '') ? 'water' : /cycl|bik|ride|ski|row/.test(one.type_key ?? '') ? 'wheels' : 'foot'
  return (
    <Panel title={en.home.lastActivities} aside={<a href="/activities">{en.home.all(format.number(count))}</a>}>
      {activities.length === 0 ? (
        <p class="quiet">{en.home.noActivity}</p>
      ) : (
        <Table
          caption={en.home.lastActivities}
          rows={activities}
          rowKey={({ activity_id }) => activity_id}
          rowHref={({ activity_id }) => `/activities/${activity_id}`}
          columns={[
            {
              key: 'name',
              head: en.home.name,
              headUnseen: true,
              cell: ({ name, type_key, start_utc }) => (
                <span class="recent-name">
                  <strong dir="auto">{name ?? type_key ?? en.home.unnamed}</strong>
                  <span>{start_utc === null ? '' : format.moment(Date.parse(start_utc), Date.now())}</span>
                </span>
              ),
            },
            {
              key: 'distance',
              head: format.distance(1).unit,
              number: true,
              nothing: en.home.noDistance,
              cell: ({ distance_m }) => dash(format.distance(distance_m === 0 ? null : distance_m).value),
            },
            { key: 'time', head: en.home.time, number: true, cell: ({ timer_s }) => dash(toStopwatch(timer_s)) },
            {
              key: 'pace',
              head: en.home.pace,
              number: true,
              wideOnly: true,
              nothing: en.home.noPace,
              cell: (one) =>
                dash(
                  format.pace(one.distance_m === null || one.distance_m === 0 ? null : one.avg_speed_mps, kind(one))
                    .value,
                ),
            },
            {
              key: 'bpm',
              head: 'bpm',
              number: true,
              wideOnly: true,
              nothing: en.home.noHeart,
              cell: ({ avg_hr_bpm }) => dash(format.number(avg_hr_bpm)),
            },
            {
              key: 'marks',
              head: en.home.marks,
              headUnseen: true,
              number: true,
              cell: ({ seen_at, renamed }) =>
                last !== null && Date.parse(seen_at) > last ? (
                  <StateTag state="new" />
                ) : renamed ? (
                  <StateTag state="renamed" />
                ) : (
                  ''
                ),
            },
          ]}
        />
      )}
    </Panel>
  )
}
