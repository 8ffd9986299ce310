import type { LocalDate } from '../../src/domain/index.ts'

/** A day out of an answer, which the server has checked. */
export const asDay = (text: string) => text as LocalDate
