import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createPrompts } from './prompts.ts'
import { createSink } from './testing/fake-runtime.ts'

/** A person who types a line each time that the prompt is there. */
function person(...lines: string[]) {
  const stdin = new PassThrough()
  const stderr = createSink(true)
  const type = () => {
    const line = lines.shift()
    if (line !== undefined) setImmediate(() => stdin.write(line))
  }
  return { prompts: createPrompts({ stdin, stderr }), type, shown: () => stderr.text() }
}

describe('questions at a terminal', () => {
  it('shows what is typed, but never a password', async () => {
    const { prompts, type, shown } = person('lena@example.com\r', 'correct horse\r')
    type()
    expect(await prompts.ask('E-mail')).toBe('lena@example.com')
    type()
    expect(await prompts.askSecret('Password')).toBe('correct horse')
    expect(shown()).toContain('lena@example.com')
    expect(shown()).toContain('Password: \n')
    expect(shown()).not.toMatch(/c.?o.?r.?r.?e.?c.?t/)
  })

  it('keeps every character of a password, and lets it be corrected', async () => {
    const { prompts, type } = person(' x\u007fy\u007f pass \r')
    type()
    expect(await prompts.askSecret('Password')).toBe('  pass ')
  })

  it.each(['\u0003', '\u0004'])('ends with interrupted at Ctrl-C and Ctrl-D (%j)', async (key) => {
    const { prompts, type, shown } = person(key)
    type()
    await expect(prompts.ask('Code')).rejects.toMatchObject({ code: 'interrupted' })
    // Whatever is said next stands on a line of its own.
    expect(shown()).toMatch(/\n$/)
  })

  it('is taken back by its signal, before and while it is asked', async () => {
    const { prompts, shown } = person()
    const over = new AbortController()
    const asked = prompts.askSecret('Address', { signal: over.signal })
    over.abort()
    await expect(asked).rejects.toMatchObject({ code: 'interrupted' })
    expect(shown()).toBe('Address: \n')
    await expect(prompts.askSecret('Address', { signal: over.signal })).rejects.toMatchObject({ code: 'interrupted' })
    expect(shown()).toBe('Address: \n')
  })

  it('takes the first choice at Enter', async () => {
    const choices = [
      { value: 'leave', label: 'leave it running' },
      { value: 'cancel', label: 'cancel it' },
    ] as const
    const enter = person('\r')
    enter.type()
    expect(await enter.prompts.choose('What now?', choices)).toBe('leave')
    const second = person('2\r')
    second.type()
    expect(await second.prompts.choose('What now?', choices)).toBe('cancel')
    expect(second.shown()).toContain('What now? 1 leave it running, 2 cancel it [1]: ')
  })
})
