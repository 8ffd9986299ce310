import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { fail, type Instant } from '../domain/index.ts'
import { createOutput } from './output.ts'
import { createProgress } from './progress.ts'
import { table } from './table.ts'
import type { OutStream, Terminal } from './terminal.ts'
import { aJob } from './testing/answers.ts'
import { createSink, testNow } from './testing/fake-runtime.ts'
import { bytes, clockTime, count, distance, duration, plain, plural, wallTime } from './text.ts'
import { clip, displayWidth } from './text-width.ts'

const plainOptions = { json: false, quiet: false, verbose: false, color: true }

function outputOn(stdout: OutStream, stderr: OutStream, options = plainOptions, env: Record<string, string> = {}) {
  return createOutput({ stdout, stderr, env } as unknown as Terminal, options)
}

describe('output', () => {
  it('is quiet when the reader has gone away', async () => {
    const gone: OutStream = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
      },
    })
    const output = outputOn(gone, createSink())
    output.print('some data\n')
    output.print('more data\n')
    await output.flush()
  })

  it('colours a terminal, and not with NO_COLOR or --no-color, nor in a pipe', () => {
    const terminal = () => createSink(true)
    expect(outputOn(terminal(), terminal()).colors.red('x')).not.toBe('x')
    expect(outputOn(terminal(), terminal(), plainOptions, { NO_COLOR: '1' }).colors.red('x')).toBe('x')
    expect(outputOn(terminal(), terminal(), { ...plainOptions, color: false }).colors.red('x')).toBe('x')
    expect(outputOn(createSink(), terminal()).colors.red('x')).toBe('x')
  })

  it('removes the live block before anything else is said', async () => {
    const stderr = createSink(true)
    const output = outputOn(createSink(), stderr)
    output.block?.(['one', 'two'])
    output.note('said')
    output.block?.(['three'])
    output.finish({ sentence: 'Done.' })
    await output.flush()
    expect(stderr.text()).toBe('one\ntwo\n\u001b[2F\u001b[Jsaid\nthree\n\u001b[1F\u001b[J')
  })

  it('has no live block where there is no terminal, and none with --quiet', () => {
    expect(outputOn(createSink(), createSink()).block).toBeNull()
    expect(outputOn(createSink(), createSink(true), { ...plainOptions, quiet: true }).block).toBeNull()
  })

  it('prints data first and the failure last', async () => {
    const [stdout, stderr] = [createSink(), createSink()]
    const output = outputOn(stdout, stderr)
    output.finish({ sentence: 'not said', lines: ['data'], failure: fail('job.none') })
    await output.flush()
    expect(stdout.text()).toBe('data\n')
    expect(stderr.text()).toBe('garminsync: There is no job yet.\nStart one with `garminsync sync`.\n')
  })
})

describe('progress', () => {
  const running = (processed: number, requests: number) =>
    aJob({
      status: 'running',
      progress: processed,
      total_items: 100,
      processed_items: processed,
      requests,
      current: 'sleep 2026-01-01',
    })

  function progressOn(stderr: OutStream, options = plainOptions) {
    let now = testNow
    const output = outputOn(createSink(), stderr, options)
    const progress = createProgress(output, () => now)
    const later = (ms: number) => {
      now = (now + ms) as Instant
    }
    const at = (ms: number) => (now + ms) as Instant
    return { progress, output, later, at }
  }

  it('says every few seconds in a log how far it is, how fast, and how long it will take', async () => {
    const stderr = createSink()
    const { progress, output, later } = progressOn(stderr)
    progress.update(running(10, 5))
    progress.tick()
    later(10_000)
    progress.update(running(30, 25))
    progress.tick()
    progress.tick()
    progress.end()
    await output.flush()
    expect(stderr.text()).toBe('30 %  30/100  sleep 2026-01-01  25 requests  2.0/s  35 s left\n')
  })

  it('tells no remaining time from the first seconds, nor while it is not known how much there is', async () => {
    const stderr = createSink()
    const { progress, output, later } = progressOn(stderr)
    progress.update(running(10, 5))
    later(6000)
    progress.update(running(60, 60))
    progress.tick()
    later(6000)
    progress.update({ ...running(70, 70), progress: 3 })
    progress.tick()
    later(6000)
    progress.update(running(80, 80))
    progress.tick()
    progress.end()
    await output.flush()
    expect(
      stderr
        .text()
        .trim()
        .split('\n')
        .map((line) => line.includes(' left')),
    ).toEqual([false, false, true])
  })

  it('counts down while Garmin wants us to wait', async () => {
    const stderr = createSink()
    const { progress, output, later, at } = progressOn(stderr)
    progress.update(running(10, 5))
    progress.waiting(at(120_000), 'rate-limited')
    later(30_000)
    progress.tick()
    later(100_000)
    progress.tick()
    progress.end()
    await output.flush()
    const lines = stderr.text().split('\n')
    expect(lines[0]).toContain('Garmin asked us to slow down: going on in 2 min (')
    expect(lines[1]).toContain('going on in 1 min 30 s')
    expect(lines[2]).toContain('sleep 2026-01-01')
  })

  it('does not report the many short waits of the pace', async () => {
    const stderr = createSink()
    const { progress, output, at } = progressOn(stderr)
    progress.update(running(10, 5))
    progress.waiting(at(500), 'pace')
    progress.end()
    await output.flush()
    expect(stderr.text()).toBe('')
  })

  it('draws a block on a terminal, each line narrower than it, and takes it away', async () => {
    const stderr = createSink(true)
    const { progress, output } = progressOn(stderr, { ...plainOptions, color: false })
    progress.update({ ...running(50, 1234), current: 'x'.repeat(200) })
    progress.tick()
    progress.end()
    await output.flush()
    const [bar, current, facts, end] = stderr.text().split('\n')
    expect(bar).toBe(`${'█'.repeat(12)}${'░'.repeat(12)}  50 %  50 of 100`)
    expect(current).toHaveLength(79)
    expect(facts).toBe('1,234 requests')
    expect(end).toBe('\u001b[3F\u001b[J')
  })

  it('is silent in a log where only data is wanted', async () => {
    for (const options of [
      { ...plainOptions, json: true },
      { ...plainOptions, quiet: true },
    ]) {
      const stderr = createSink()
      const { progress, output, later } = progressOn(stderr, options)
      progress.update(running(10, 5))
      later(60_000)
      progress.tick()
      progress.end()
      await output.flush()
      expect(stderr.text()).toBe('')
    }
  })
})

describe('tables and texts', () => {
  const colors = outputOn(createSink(), createSink()).colors

  it('aligns columns and cuts the flexible one to the width of the terminal', () => {
    const rows = [
      { id: '1', name: 'a long name that goes on and on' },
      { id: '12345', name: '朝のラン' },
    ]
    const columns = [
      { title: 'ID', cell: (row: (typeof rows)[0]) => row.id, right: true },
      { title: 'NAME', cell: (row: (typeof rows)[0]) => row.name, flexible: true },
    ]
    expect(table(rows, columns, { width: 20, colors })).toEqual([
      '   ID  NAME',
      '    1  a long name …',
      '12345  朝のラン',
    ])
  })

  it('knows how wide letters are', () => {
    expect(displayWidth('é日本🏃')).toBe(7)
    expect(displayWidth('e\u0301')).toBe(1)
    expect(clip('日本語', 5)).toBe('日本…')
  })

  it('writes what people read', () => {
    expect([5, 65, 600, 3900, 90_000].map(duration)).toEqual(['5 s', '1 min 5 s', '10 min', '1 h 5 min', '1 d 1 h'])
    expect([59, 3725].map(clockTime)).toEqual(['0:59', '1:02:05'])
    expect([800, 10_420].map(distance)).toEqual(['800 m', '10.42 km'])
    expect(bytes(1_234_567)).toBe('1.2 MB')
    expect([0, 999, 1000, 1_234_567, 12.345, -1234.5].map(count)).toEqual([
      '0',
      '999',
      '1,000',
      '1,234,567',
      '12.3',
      '-1,234.5',
    ])
    expect(plural(1, 'request')).toBe('1 request')
    expect(plural(2000, 'activity', 'activities')).toBe('2,000 activities')
    expect(wallTime('2026-02-01T23:30:00Z', -18_000)).toBe('2026-02-01 18:30')
    expect(plain('a\u001b]0;title\u0007b\nc\u202e')).toBe('a ]0;title b c')
  })
})
