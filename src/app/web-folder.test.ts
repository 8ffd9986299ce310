import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createWebFolder } from './web-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'garminsync-web-'))
afterAll(() => rmSync(folder, { recursive: true }))
const put = (path: string, text: string) => writeFileSync(join(folder, path), text)
mkdirSync(join(folder, 'assets'))
put('index.html', '<!doctype html>')
put('assets/a.js', 'one')
put('assets/a.js.br', 'br')
put('secret.key', 'secret')

test('finds the files of the build with their squeezed forms, by the names that lie there', async () => {
  const files = createWebFolder([join(folder, 'nothing'), folder])
  const found = await files.find('assets/a.js')
  expect(found).toMatchObject({ path: 'assets/a.js', type: 'text/javascript; charset=utf-8' })
  expect(Object.keys(found?.forms ?? {}).sort()).toEqual(['br', 'identity'])
})

test('no name leads out of the folder, and what is no part of a page is not served', async () => {
  const files = createWebFolder([folder])
  for (const path of [
    '../package.json',
    'assets/../index.html',
    '/index.html',
    'secret.key',
    'assets/a.js.br',
    'assets',
  ])
    expect([path, await files.find(path)]).toEqual([path, null])
})

test('after an update beneath a running server what is gone is not there, and what is new is found', async () => {
  const files = createWebFolder([folder])
  expect(await files.find('index.html')).not.toBeNull()
  rmSync(join(folder, 'assets/a.js'))
  put('assets/b.js', 'two')
  expect(await files.find('assets/a.js')).toBeNull()
  expect(await files.find('assets/b.js')).not.toBeNull()
})

test('where nothing was built there is nothing', async () => {
  expect(await createWebFolder([join(folder, 'nothing')]).find('index.html')).toBeNull()
})
