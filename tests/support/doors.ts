import { type Clock, type Failure, type Instant, isFailure, type Region, Secret } from '../../src/domain/index.ts'
import { createSignIn, type SignInChallenge } from '../../src/garmin/index.ts'
import { createSimulator, type Simulator, type SimulatorOptions } from '../../src/simulator/index.ts'
import { signInMemory } from './garmin-memory.ts'

export type DoorName = 'password' | 'widget' | 'portal'

/** A Garmin and our sign-in, each with a clock that a test can move. */
export async function openDoors(options: SimulatorOptions = {}) {
  const moved = { garminMs: 0, oursMs: 0 }
  const simulator = await createSimulator({ years: 1, clock: () => Date.now() + moved.garminMs, ...options })
  const clock: Clock = () => (Date.now() + moved.oursMs) as Instant
  const signIn = createSignIn({ ...signInMemory(clock), origin: simulator.origin, userAgent: 'GarminSync/test' })
  const start = (method: DoorName, more: { password?: string; region?: Region } = {}) =>
    signIn.start({
      email: simulator.email,
      password: new Secret(more.password ?? simulator.password),
      region: more.region ?? simulator.auth.account.region,
      method,
    })
  const challenge = async (method: DoorName): Promise<SignInChallenge> => {
    const started = await start(method)
    if (started.kind !== 'challenge') throw new Error('no code was asked for')
    return started
  }
  const answer = ({ challengeId }: SignInChallenge, code: string) =>
    signIn.answer({ challengeId, code: new Secret(code) })
  const pass = (ms: number) => {
    moved.garminMs += ms
    moved.oursMs += ms
  }
  return { simulator, signIn, start, challenge, answer, moved, pass, close: () => simulator.close() }
}

/** The code that Garmin sent last. */
export const codeOf = ({ inbox }: Simulator) => inbox.at(-1)?.code ?? ''
export const paths = ({ requests }: Simulator) => requests.map(({ method, path }) => `${method} ${path}`)
/** The code of the failure that a sign-in ends with. */
export async function failureOf(work: Promise<unknown>): Promise<Failure['code'] | 'done'> {
  try {
    await work
    return 'done'
  } catch (thrown) {
    if (isFailure(thrown)) return thrown.code
    throw thrown
  }
}
