import { describe, expect, test } from 'vitest'
import { walls } from '../../scripts/lib/walls-table.mjs'
import { wallProblems } from '../../scripts/walls.mjs'

const problemsOf = (path: string, text: string) => wallProblems(new Map([[path, text]]))

describe('import walls of STYLE section 1, enforced by a tool', () => {
  test('every file of src/ and web/ keeps to the tables', () => {
    expect(wallProblems()).toEqual([])
  })

  test('an import of a folder that the table does not allow is found, in whatever form it is written', () => {
    for (const line of [
      "import { createStore } from '../store/index.ts'",
      "import type { Store } from '../store/index.ts'",
      "export * from '../store/index.ts'",
      "const store = await import('../store/index.ts')",
      "import {\n  one,\n  two,\n} from '../store/index.ts'",
    ])
      expect(problemsOf('src/domain/day.ts', line)).toEqual(['src/domain/day.ts: may not import store'])
  })

  test('a folder is imported through its front door only', () => {
    expect(problemsOf('src/sync/planner.ts', "import { dayMs } from '../domain/instant.ts'")).toEqual([
      'src/sync/planner.ts: imports src/domain/instant.ts past its index.ts',
    ])
  })

  test('the files that may do more are those of the table', () => {
    const app = "const { openApp } = await import('../app/index.ts')"
    expect(problemsOf('src/cli/connect.ts', app)).toEqual([])
    expect(problemsOf('src/cli/run.ts', app)).toEqual(['src/cli/run.ts: may not import app'])
  })

  test('a front door lists exports and has no logic', () => {
    const exportsOnly = "/** What others use. */\nexport * from './a.ts'\nexport type { B } from './b.ts'\n"
    expect(problemsOf('src/store/index.ts', exportsOnly)).toEqual([])
    expect(problemsOf('src/store/index.ts', 'export const one = 1')).toHaveLength(1)
  })

  test('a package from outside is imported where the table says, and nowhere else', () => {
    expect(problemsOf('src/store/database.ts', "import { Kysely } from 'kysely'")).toEqual([])
    expect(problemsOf('src/api/app.ts', "import { Kysely } from 'kysely'")).toHaveLength(1)
  })

  test('examples in comments and tests beside their files are not held to it', () => {
    expect(problemsOf('src/domain/day.ts', " * import { x } from '../store/index.ts'")).toEqual([])
    expect(problemsOf('src/domain/day.test.ts', "import { x } from '../store/index.ts'")).toEqual([])
  })

  test('the table has no circles: each folder imports only folders above it', () => {
    const names = walls.map((wall) => wall.folder)
    for (const [at, wall] of walls.entries())
      for (const target of wall.imports) expect(names.indexOf(target)).toBeLessThan(at)
  })

  test('the dashboard imports what runs in a browser, and its pages not each other', () => {
    const page = 'web/pages/home/tile.tsx'
    expect(problemsOf(page, "import type { Client } from '../../../src/contract/index.ts'")).toEqual([])
    expect(problemsOf(page, "import { useApp } from '../../app/use-app.ts'")).toEqual([])
    expect(problemsOf(page, "import { status } from '../../../src/contract/schemas/status.ts'")).toHaveLength(1)
    expect(problemsOf(page, "import { createStore } from '../../../src/store/index.ts'")).toHaveLength(1)
    expect(problemsOf(page, "import { Row } from '../jobs/row.tsx'")).toHaveLength(1)
    expect(problemsOf(page, "import { z } from 'zod'")).toHaveLength(1)
    expect(problemsOf('web/components/tag.tsx', "import Home from '../pages/home/index.tsx'")).toHaveLength(1)
  })
})
