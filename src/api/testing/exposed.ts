import { BlockList } from 'node:net'
import { fail, parseAllowList, Secret } from '../../domain/index.ts'
import type { Exposure } from '../exposure.ts'

/** A server at a public address behind a proxy at 10.0.0.1, open to those named. */
export function exposedTo(users: string, publicUrl = 'https://fit.example.org'): Exposure {
  const allowed = parseAllowList(users)
  if (allowed === null) throw fail('internal', { detail: `no allow-list: ${users}` })
  const proxies = new BlockList()
  proxies.addSubnet('10.0.0.0', 24, 'ipv4')
  return { publicUrl, allowed, proxies, metricsToken: new Secret('metrics-token-secret') }
}
