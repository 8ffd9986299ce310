import { readFileSync } from 'node:fs'

/** Put in its place by the build, so that the command reads no file to know its version. */
declare const __VERSION__: string | undefined

/** The version of this program, `0.1.0`; from package.json where the source runs unbuilt. */
export function readVersion(): string {
  if (typeof __VERSION__ === 'string') return __VERSION__
  const file = new URL('../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
