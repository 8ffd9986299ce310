import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filesBelow, root } from './files.mjs'

/**
 * Type declarations of a source file and of what it imports, by their path below src/.
 * @param {string} entry from the root
 * @returns {Map<string, string>} path → text
 */
export function declarationsOf(entry) {
  const folder = mkdtempSync(join(tmpdir(), 'garminsync-types-'))
  try {
    const compilerOptions = {
      noEmit: false,
      emitDeclarationOnly: true,
      declaration: true,
      allowJs: false,
      checkJs: false,
      rootDir: join(root, 'src'),
      outDir: join(folder, 'out'),
      types: [],
    }
    const config = join(folder, 'tsconfig.json')
    writeFileSync(
      config,
      JSON.stringify({
        extends: join(root, 'tsconfig.json'),
        compilerOptions,
        include: [],
        files: [join(root, entry)],
      }),
    )
    const compiler = join(root, 'node_modules/typescript/bin/tsc')
    const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', config], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`no declarations of ${entry}:\n${stdout}`)
    return new Map(
      filesBelow(join(folder, 'out')).map((path) => [
        path,
        // Who imports the package has no .ts files.
        readFileSync(join(folder, 'out', path), 'utf8').replace(
          /(from |import\()(['"])(\.[^'"]*)\.ts\2/g,
          '$1$2$3.js$2',
        ),
      ]),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
