import { createCommands } from '../../support/commands.ts'
import { expectNoSecret } from '../../support/secrets.ts'
import { nameOf } from './requests.ts'
import type { Case, Outcome, Played } from './types.ts'

/**
 * Carries out the steps of a case against a Garmin of its own; gives what the person saw and what Garmin did. No secret may
 * be left in what was said, nor in any file of the home.
 */
export async function play(one: Case): Promise<Played & { readonly violations: readonly unknown[] }> {
  const here = await createCommands({ mfa: 'none', ...one.account })
  try {
    const outcomes: Outcome[] = []
    const violations: unknown[] = []
    const texts: Record<string, string> = {}
    for (const step of one.steps) {
      await step.before?.(here)
      here.simulator.forget()
      const args = typeof step.args === 'function' ? step.args(here) : step.args
      const stdin = typeof step.stdin === 'function' ? step.stdin(here) : step.stdin
      const ran = await here.run([...args, '--json'], stdin === undefined ? {} : { stdin })
      texts[`what ${args.join(' ')} said`] = ran.stdout + ran.stderr
      const { code, said } = verdictOf(ran.code, ran.stderr)
      outcomes.push({
        shown: step.shown ?? shownOf(args),
        note: step.note ?? '',
        exit: ran.code,
        code,
        sentence: lasting(said, here.home),
        said,
        sent: here.simulator.requests.map(nameOf),
      })
      violations.push(...here.simulator.violations)
    }
    expectNoSecret(here.secrets(), texts, [here.home])
    return { case: one, outcomes, violations }
  } finally {
    await here.close()
  }
}

function verdictOf(code: number, stderr: string): Pick<Outcome, 'code' | 'said'> {
  const last = stderr.trimEnd().split('\n').at(-1) ?? ''
  if (code === 0) return { code: null, said: last }
  const problem = JSON.parse(last) as { code: string; title: string }
  return { code: problem.code, said: problem.title }
}

/** What is the same in every run. */
function lasting(sentence: string, home: string): string {
  return sentence
    .replaceAll(home, '…')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '*time*')
    .replace(/good for [\d hmins]+,/, 'good for *time*,')
    .replace(/^Synced: .*$/, 'Synced: …')
    .replace(/^\d+ of \d+ items failed: \d+ ×/, 'Some items failed: … ×')
}

const unshown = new Set(['--password-stdin', '--email'])

function shownOf(args: readonly string[]): string {
  return args.filter((word, at) => !unshown.has(word) && args[at - 1] !== '--email').join(' ')
}
