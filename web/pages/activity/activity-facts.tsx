import type { ActivityDetailJson } from '../../../src/contract/index.ts'
import { type Fact, Facts } from '../../components/facts.tsx'
import { toStopwatch } from '../../format/duration.ts'
import { paceKind } from '../../format/sport.ts'
import { useFormat } from '../../format/use-format.ts'
import { en } from '../../words/en.ts'

const words = en.activity.facts

/** Four to eight figures as Garmin has them; those that an activity of its kind does not have are left out. */
export function ActivityFacts({ activity }: { activity: ActivityDetailJson }) {
  const format = useFormat()
  const number = (column: string) => (typeof activity[column] === 'number' ? activity[column] : null)
  const facts: Fact[] = []
  const { distance_m, timer_s, elapsed_s, avg_hr_bpm, max_hr_bpm, kcal } = activity
  if (distance_m !== null && distance_m > 0) {
    const { value, unit } = format.distance(distance_m, 'exact')
    facts.push({ label: words.distance, value, note: unit })
  }
  const moving = number('moving_s')
  facts.push({
    label: words.time,
    value: toStopwatch(timer_s ?? elapsed_s),
    note: moving === null ? undefined : words.moving(toStopwatch(moving)),
  })
  const kind = paceKind(activity.type_key)
  const speed = number('avg_speed_mps')
  if (kind !== null && speed !== null && speed > 0) {
    const { value, unit } = format.pace(speed, kind)
    facts.push({ label: kind === 'wheels' ? words.speed : words.pace, value, note: unit })
  }
  if (avg_hr_bpm !== null)
    facts.push({
      label: words.heart,
      value: format.number(avg_hr_bpm),
      note: max_hr_bpm === null ? 'bpm' : words.max(format.number(max_hr_bpm)),
    })
  const [power, norm] = [number('avg_power_w'), number('norm_power_w')]
  if (power !== null)
    facts.push({
      label: words.power,
      value: format.number(power),
      note: norm === null ? 'W' : words.norm(format.number(norm)),
    })
  const [up, down] = [number('ascent_m'), number('descent_m')]
  if (up !== null) {
    const { value, unit } = format.elevation(up)
    facts.push({
      label: words.ascent,
      value,
      note: down === null ? unit : words.down(unit, format.elevation(down).value),
    })
  }
  const te = number('aerobic_te')
  if (activity.load !== null)
    facts.push({
      label: words.load,
      value: format.number(activity.load),
      note: te === null ? undefined : words.te(format.number(te, 1)),
    })
  if (kcal !== null) facts.push({ label: words.energy, value: format.number(kcal), note: 'kcal' })
  return (
    <div class="activity-facts">
      <Facts facts={facts.slice(0, 8)} />
    </div>
  )
}
