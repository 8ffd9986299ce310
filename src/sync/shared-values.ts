import { fromEpochDay, type Instant, isLocalDate, type LocalDate, toEpochDay } from '../domain/index.ts'

/** Values that many entries have in common, each kept once and known by a number. */
export interface Shared {
  /** 0 for null. */
  number(text: string | null): number
  text(number: number): string | null
  /** One answer gives its time to all that it brought. */
  timeNumber(time: Instant): number
  time(number: number): Instant
  /** Days since 1970; null for what is no day. */
  dayNumber(text: string): number | null
  day(number: number): LocalDate
}

export function createShared(): Shared {
  const texts: string[] = []
  const numbers = new Map<string, number>()
  const times: Instant[] = []
  const timeNumbers = new Map<Instant, number>()
  // Turning a day into a number and back takes longer than all the rest of reading an entry.
  const dayNumbers = new Map<string, number>()
  const days = new Map<number, LocalDate>()
  return {
    number: (text) => {
      if (text === null) return 0
      const known = numbers.get(text)
      if (known !== undefined) return known
      texts.push(text)
      numbers.set(text, texts.length)
      return texts.length
    },
    text: (number) => texts[number - 1] ?? null,
    timeNumber: (time) => {
      const known = timeNumbers.get(time)
      if (known !== undefined) return known
      timeNumbers.set(time, times.length)
      return times.push(time) - 1
    },
    time: (number) => times[number] as Instant,
    dayNumber: (text) => {
      const known = dayNumbers.get(text)
      if (known !== undefined) return known
      if (!isLocalDate(text)) return null
      const number = toEpochDay(text)
      dayNumbers.set(text, number)
      days.set(number, text)
      return number
    },
    day: (number) => days.get(number) ?? fromEpochDay(number),
  }
}
