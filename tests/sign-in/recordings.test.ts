import { expect, it } from 'vitest'
import { read, repositoryFiles } from '../../scripts/lib/files.mjs'

it('every recorded sign-in is replayed by a test of the client', () => {
  const recordings = repositoryFiles().flatMap((path) => /^tests\/recordings\/auth\/(.+)\.json$/.exec(path)?.[1] ?? [])
  expect(recordings).toHaveLength(9)
  const tests = repositoryFiles().filter((path) => /^src\/garmin\/.+\.test\.ts$/.test(path))
  const replayed = tests.flatMap((path) =>
    [...read(path).matchAll(/(?:replay|recorded)\('([a-z0-9-]+)'\)/g)].map((match) => match[1]),
  )
  expect([...new Set(replayed)].sort()).toEqual(recordings.sort())
})
