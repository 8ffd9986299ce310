import { Component, type ComponentChildren } from 'preact'
import { Button } from '../components/button.tsx'
import { en } from '../words/en.ts'

interface State {
  readonly fault: Error | null
}

/** A fault of ours in drawing one thing stays in that thing, and names itself. */
export class FaultBoundary extends Component<{ children: ComponentChildren }, State> {
  override state: State = { fault: null }

  static override getDerivedStateFromError(thrown: unknown): State {
    return { fault: thrown instanceof Error ? thrown : new Error(String(thrown)) }
  }

  override render() {
    const { fault } = this.state
    if (fault === null) return this.props.children
    const details = `${fault.message}\n${fault.stack ?? ''}`
    return (
      <section class="fault" role="alert">
        <h2>{en.frame.fault}</h2>
        <p>{en.frame.faultWhy}</p>
        <pre>{details}</pre>
        <Button onClick={() => this.setState({ fault: null })}>{en.frame.faultAgain}</Button>
      </section>
    )
  }
}
