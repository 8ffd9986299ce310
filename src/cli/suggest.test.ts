import { describe, expect, it } from 'vitest'
import { editDistance, nearest, suggestion } from './suggest.ts'

describe('suggestions', () => {
  it('counts inserted, deleted, replaced and swapped letters', () => {
    expect(editDistance('', 'abc')).toBe(3)
    expect(editDistance('login', 'lgoin')).toBe(1)
    expect(editDistance('status', 'statsu')).toBe(1)
    expect(editDistance('kitten', 'sitting')).toBe(3)
  })

  it('names the nearest word that is near enough', () => {
    expect(nearest('statu', ['sync', 'status', 'serve'])).toBe('status')
    expect(nearest('--jsno', ['--json', '--home'])).toBe('--json')
  })

  it('stays silent where nothing is near', () => {
    expect(nearest('export', ['sync', 'status', 'doctor'])).toBeNull()
    expect(suggestion('export', ['sync'])).toBe('')
  })
})
