// npm run demo: everything against an invented person, on this machine, from a fresh clone.
import { spawn } from 'node:child_process'
import { ensureBuilt } from './lib/built.mjs'
import { root } from './lib/files.mjs'
import { ensureInstalled } from './lib/install.mjs'

ensureInstalled()
await ensureBuilt()
const child = spawn(process.execPath, ['dist/garminsync.js', 'demo', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
// Ctrl-C reaches the program too, and it is the one that ends things properly.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
