import type { BlockList } from 'node:net'
import { isIPv6 } from 'node:net'
import type { AllowList, Secret } from '../domain/index.ts'

/** What a server demands because others than this machine can reach it (PRODUCT section 4). */
export interface Exposure {
  /** Where people reach it, such as `https://fit.example.org`: the name it answers to, and the origin of its own pages. */
  readonly publicUrl: string
  readonly allowed: AllowList
  /** Whose `X-Forwarded-*` headers are believed. */
  readonly proxies: BlockList
  /** What `/metrics` wants to be shown; null = it is not answered. */
  readonly metricsToken: Secret | null
}

/** Who asks, as far as the connection and a trusted proxy tell. */
export interface Peer {
  readonly address: string | null
  /** The way to the person is encrypted, or does not leave this machine. */
  readonly secure: boolean
}

/**
 * The last address that a proxy of ours did not write itself is the person's; what stands before it anybody can have
 * sent along.
 */
export function peerOf(
  exposure: Exposure | undefined,
  socketAddress: string | undefined,
  header: (name: string) => string | undefined,
): Peer {
  const address = socketAddress === undefined ? null : plainAddress(socketAddress)
  if (exposure === undefined) return { address, secure: true }
  if (address === null || !isTrusted(exposure, address)) return { address, secure: false }
  const hops = (header('x-forwarded-for') ?? '').split(',').map((hop) => plainAddress(hop.trim()))
  const person = hops.reverse().find((hop) => hop !== '' && !isTrusted(exposure, hop)) ?? address
  const schemes = (header('x-forwarded-proto') ?? '').split(',').map((scheme) => scheme.trim().toLowerCase())
  return { address: person, secure: schemes.at(-1) === 'https' }
}

function isTrusted({ proxies }: Exposure, address: string): boolean {
  return proxies.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** IPv4 as IPv6 writes it, and without the port or zone that some proxies add. */
function plainAddress(address: string): string {
  const bare = address.replace(/^\[([^\]]+)\](:\d+)?$/, '$1').replace(/%.*$/, '')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare
  return mapped.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
}
