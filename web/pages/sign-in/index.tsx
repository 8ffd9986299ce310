import { en } from '../../words/en.ts'

/** In within a minute, and never a wasted try at Garmin. */
export default function SignIn() {
  return (
    <main class="card-page">
      <h1>{en.signIn.title}</h1>
    </main>
  )
}
