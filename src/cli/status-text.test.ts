import { describe, expect, it } from 'vitest'
import { endWarning } from './status-text.ts'
import { aStatus } from './testing/answers.ts'

const dayMs = 86_400_000
const end = Date.parse('2026-03-05T12:00:00.000Z')
const status = aStatus({ refresh_until: '2026-03-05T12:00:00.000Z' })

describe('the warning before the 30 days end', () => {
  it('comes when fewer than 5 of them are left, and says what to do', () => {
    expect(endWarning(status, end - 5 * dayMs)).toBeNull()
    expect(endWarning(status, end - 5 * dayMs + 1)).toMatch(/ends .*`garminsync auth refresh`/)
    expect(endWarning(status, end + 1)).toContain('has probably ended')
  })

  it('does not come without a sign-in, or where Garmin did not say', () => {
    expect(endWarning({ ...status, signed_in: false }, end)).toBeNull()
    expect(endWarning({ ...status, refresh_until: null }, end)).toBeNull()
  })
})
