import { BlockList, isIP, isIPv6 } from 'node:net'

/** `127.0.0.1, 10.0.0.0/8, ::1`; null where an entry is no address or network. */
export function parseNetworks(text: string): BlockList | null {
  const list = new BlockList()
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry === '') continue
    const [address = '', bits, ...more] = entry.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    const widest = family === 'ipv6' ? 128 : 32
    if (isIP(address) === 0 || more.length > 0) return null
    if (bits === undefined) list.addAddress(address, family)
    else if (/^\d{1,3}$/.test(bits) && Number(bits) <= widest) list.addSubnet(address, Number(bits), family)
    else return null
  }
  return list
}
