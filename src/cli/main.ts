import module from 'node:module'
import { overview } from './overview.ts'
import { readVersion } from './version.ts'

// Everything else is loaded when it is known to be needed: `--version` and `--help` cost hardly more than Node itself.
const args = process.argv.slice(2)
const only = args.length === 1 ? args[0] : null
if (only === '--version') {
  process.stdout.write(`${readVersion()}\n`)
} else if (args.length === 0 || only === '--help' || only === '-h' || only === 'help') {
  process.stdout.write(overview())
} else {
  // Since Node 22.1; the types of Node 20 do not know it.
  const { enableCompileCache } = module as { enableCompileCache?: () => void }
  enableCompileCache?.()
  // Not awaited: the build makes this file CommonJS, which starts faster and knows no await here.
  import('./run.ts').then(({ runOnProcess }) => runOnProcess(args))
}
