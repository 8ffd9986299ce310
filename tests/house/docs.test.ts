import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pages } from '../../scripts/docs.mjs'
import { read, repositoryFiles, root } from '../../scripts/lib/files.mjs'
import { errors } from '../../src/domain/index.ts'

describe('docs', () => {
  test('the README says what it is in a sentence and begins with the two commands', () => {
    const commands = [...read('README.md').matchAll(/^(npm run demo|npm test|npm \S+|garminsync \S+)/gm)].map(
      (m) => m[1],
    )
    expect(commands.slice(0, 2)).toEqual(['npm run demo', 'npm test'])
    expect(read('README.md').indexOf('npm run demo')).toBeLessThan(500)
  })

  test('the README says that this is unofficial and names the client ids it uses', () => {
    expect(read('README.md')).toMatch(/not affiliated/)
    const used = repositoryFiles()
      .filter((path) => path.startsWith('src/garmin/') && !path.endsWith('.test.ts'))
      .flatMap((path) => read(path).match(/\bGARMIN_CONNECT_MOBILE_\w+|\bGCM_(?:IOS|ANDROID)_DARK\b/g) ?? [])
    expect(used.length).toBeGreaterThan(0)
    for (const id of used) expect(read('README.md')).toContain(id)
  })

  test('every error code is in the docs', () => {
    for (const code of Object.keys(errors)) expect(read('docs/reference/errors.md')).toContain(`### \`${code}\``)
  })

  test('generated pages are those that the program would write now', async () => {
    for (const [path, text] of Object.entries(await pages())) expect(read(path), path).toBe(text)
  })

  test('links between pages lead somewhere', () => {
    const broken = repositoryFiles()
      .filter((path) => path.endsWith('.md'))
      .flatMap((path) =>
        [...read(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
          .filter(([, target]) => !existsSync(join(root, normalize(join(dirname(path), target as string)))))
          .map(([, target]) => `${path}: ${target}`),
      )
    expect(broken).toEqual([])
  })

  test('"to change X, look in Y" names places that exist', () => {
    const table = read('docs/architecture.md').split('## To change X')[1] ?? ''
    const places = [...table.matchAll(/`((?:src|scripts|tests)\/[\w./-]*)`/g)].map((match) => match[1] as string)
    expect(places.length).toBeGreaterThan(10)
    expect(places.filter((place) => !existsSync(join(root, place)))).toEqual([])
  })
})
