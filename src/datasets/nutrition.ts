import { type Answer, defineDataset, isObject, type LocalDate, type ReadItem } from '../domain/index.ts'
import { objectOf, unexpected } from './reading/answer.ts'
import { type DayPart, dayOf, dayParts, toDayItems } from './reading/day-items.ts'
import type { Fields } from './reading/fields.ts'
import { dayForm, get, rangeForm } from './reading/forms.ts'
import { nutritionDayTable } from './tables/index.ts'

const name = 'nutrition'
const path = '/nutrition-service/food/logs'
const list = 'dailyNutritionSummaries'

export const nutrition = defineDataset({
  name,
  title: 'Nutrition',
  group: 'health',
  settlesAfterDays: 7,
  everyDays: 7,
  optIn: 'sensitive',
  tables: [nutritionDayTable],
  version: 1,
  source: 'DATA section 4, L (range), P (day)',
  forms: [
    rangeForm({
      name: 'range',
      maxDays: 61,
      gate: 'daily_summary',
      request: ({ start, end }) => get(`${path}/range`, { startDate: start, endDate: end }),
      read: (answer, notes) => {
        const body = objectOf(answer, name, notes)
        if (body === null) return []
        if (body.raw(list) === undefined) throw unexpected(name, `no ${list}`)
        const parts = dayParts(body.array(list), `${name}.${list}`, notes, (row) => {
          const day = dayOf(row, 'mealDate', 'calendarDate')
          return day === null ? null : toPart(day, row)
        })
        return toDayItems(parts)
      },
    }),
    dayForm({ name: 'day', gate: 'daily_summary', request: (day) => get(`${path}/${day}`), read: readDay }),
  ],
})

function readDay(answer: Answer, notes: Set<string>, asked: LocalDate | null): readonly ReadItem[] {
  const body = objectOf(answer, name, notes)
  const day = asked ?? body?.day('mealDate') ?? null
  const part = body === null || day === null ? null : toPart(day, body)
  return part === null ? [] : toDayItems([part])
}

/** Content is left out for days without entries. Sums lie on the row or under one of the names that peers know. */
function toPart(day: LocalDate, row: Fields): DayPart | null {
  const holder = ['dailyNutritionContent', 'nutritionContent'].find((key) => isObject(row.raw(key)))
  const sums = holder === undefined ? row : row.object(holder)
  const goals = isObject(row.raw('dailyNutritionGoals')) ? row.object('dailyNutritionGoals') : row
  const meals = row.raw('mealDetails') ?? row.raw('meals') ?? null
  const values = {
    kcal: sums.real('calories') ?? sums.real('consumedCalories'),
    carbs_g: sums.real('carbs') ?? sums.real('carbohydrates'),
    protein_g: sums.real('protein'),
    fat_g: sums.real('fat'),
  }
  if (Object.values(values).every((value) => value === null) && meals === null) return null
  const kcalGoal = goals.real('adjustedCalories') ?? goals.real('calorieGoal')
  const nutritionDay = { date: day, ...values, kcal_goal: kcalGoal, meals }
  return { day, content: row.all(), rows: { nutrition_day: [nutritionDay] } }
}
