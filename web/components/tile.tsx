import type { ComponentChildren } from 'preact'
import { en } from '../words/en.ts'
import './tile.css'

/** A part of a figure: `{ value: '7', unit: 'h' }, { value: '24', unit: 'min' }`. */
export interface FigurePart {
  readonly value: string
  readonly unit?: string
}

/** A large figure with its unit small and light beside it. */
export function Figure({ parts }: { parts: readonly FigurePart[] }) {
  return (
    <span class="figure figures">
      {parts.map(({ value, unit }, at) => (
        <span key={`${at}${unit}`}>
          {value}
          {unit ? <span class="figure-unit"> {unit}</span> : null}
        </span>
      ))}
    </span>
  )
}

export type Side = 'above' | 'within' | 'below' | 'unknown'

const marks: Readonly<Record<Side, string>> = { above: '▲', within: '●', below: '▼', unknown: '○' }

/** Where a value stands against what is usual, as a shape and in words. */
export function Comparison({ side, children }: { side: Side; children: ComponentChildren }) {
  return (
    <span class="comparison">
      <span class="comparison-mark" aria-hidden="true">
        {marks[side]}
      </span>
      <span class="unseen">{en.parts.sides[side]} </span>
      {children}
    </span>
  )
}

export interface TileProps {
  /** Where its trend is. */
  readonly href: string
  readonly name: string
  /** Of when the value is: `last night`, `so far`. */
  readonly age: string
  readonly figure: readonly FigurePart[]
  readonly side: Side
  /** `usual 48–51`, `28 of 30 nights`. */
  readonly comparison: string
  /** The family of its measure, as in styles/hues.css. */
  readonly hue: string
  /** The last days, `Sparkline`. */
  readonly children?: ComponentChildren
}

/** A value of today with its neighbours; the whole of it is one link. */
export function Tile({ href, name, age, figure, side, comparison, hue, children }: TileProps) {
  return (
    <a class="tile" href={href} data-hue={hue}>
      <span class="tile-head">
        <span class="tile-name">{name}</span>
        <span class="tile-age">{age}</span>
      </span>
      <Figure parts={figure} />
      <Comparison side={side}>{comparison}</Comparison>
      {children}
    </a>
  )
}

/** The place of a tile whose value is not here: why, and when it comes. */
export function WaitingTile({ name, reason }: { name: string; reason: string }) {
  return (
    <div class="tile tile-waiting">
      <span class="tile-head">
        <span class="tile-name">{name}</span>
      </span>
      <span class="tile-reason">{reason}</span>
    </div>
  )
}

/** Tiles side by side: 2, 3 or 6 in a row. */
export function Tiles({ children }: { children: ComponentChildren }) {
  return <div class="tiles">{children}</div>
}
