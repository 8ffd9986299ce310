import { constants, crc32, deflateRawSync } from 'node:zlib'
import { fromZip } from './files/zip.ts'
import type { Reply } from './reply.ts'

/** Answers that are made to do harm: what a server that was taken over could send. */
export const hostileKinds = [
  /** An archive of a kilobyte for each megabyte that it unpacks to; `bytes` says to how many. */
  'zip-bomb',
  /** The same, but its directory claims a hundred bytes. */
  'zip-lie',
  /** An archive of 5000 small files. */
  'zip-crowd',
  /** The right archive, its files named as paths out of any folder. */
  'zip-paths',
  /** The right answer, behind a gzip coding that unpacks to `bytes` spaces. */
  'gzip-bomb',
  /** JSON of 200 000 lists, each within the other. */
  'deep',
  /** JSON of two million empty objects. */
  'crowd',
  /** The right answer with `__proto__`, `constructor` and `prototype` as keys of every object. */
  'prototype-keys',
  /** The right answer, every id of it beyond 2^63. */
  'endless-ids',
  /** The right answer under a content type that does not fit. */
  'wrong-type',
  /** 302 to another host. */
  'redirect',
  /** 302 to the same address. */
  'redirect-loop',
  /** Every page of a list is its first one, its rows over and over until it is full. */
  'endless-pages',
  /** The right answer, half of its members renamed and all its numbers written as objects. */
  'drift',
] as const

export type HostileKind = (typeof hostileKinds)[number]

export function isHostile(kind: string): kind is HostileKind {
  return (hostileKinds as readonly string[]).includes(kind)
}

const defaultBytes = 1_000_000_000
const block = 16 * 2 ** 20

/** The right answer turned into a hostile one; `bytes` for the bombs, a gigabyte unless it is given. */
export function hostileReply(kind: HostileKind, reply: Reply, path: string, bytes = defaultBytes): Reply {
  const octets = (body: Uint8Array): Reply => ({
    status: 200,
    headers: { 'content-type': 'application/x-zip-compressed' },
    body,
  })
  const text = (body: string): Reply => ({ ...reply, status: 200, headers: jsonType, body })
  switch (kind) {
    case 'zip-bomb':
      return octets(archive([{ name: 'bomb.fit', packed: zeros(bytes), size: Math.min(bytes, 0xffffffff) }]))
    case 'zip-lie':
      return octets(archive([{ name: 'bomb.fit', packed: zeros(bytes), size: 100 }]))
    case 'zip-crowd':
      return octets(
        archive(Array.from({ length: 5000 }, (_, at) => ({ name: `${at}.fit`, packed: zeros(1), size: 1 }))),
      )
    case 'zip-paths':
      return typeof reply.body === 'string' || reply.body === null ? reply : octets(renamed(reply.body))
    case 'gzip-bomb':
      return { ...reply, headers: { ...reply.headers, 'content-encoding': 'gzip' }, body: gzipOfZeros(bytes) }
    case 'deep':
      return text(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)
    case 'crowd':
      return text(`[${'{},'.repeat(2_000_000)}{}]`)
    case 'prototype-keys':
      return changed(reply, (body) =>
        body.replaceAll('{"', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"'),
      )
    case 'endless-ids':
      return changed(reply, (body) => body.replaceAll(/("\w*(?:Id|Pk)":\s*)\d+/g, '$199999999999999999999'))
    case 'wrong-type':
      return { ...reply, headers: { ...reply.headers, 'content-type': 'image/svg+xml' } }
    case 'redirect':
      return { status: 302, headers: { location: `http://collector.invalid${path}` }, body: '' }
    case 'redirect-loop':
      return { status: 302, headers: { location: path }, body: '' }
    case 'drift':
      return changed(reply, (body) =>
        body.replaceAll(/"(\w+[aeiou])":/g, '"$1V2":').replaceAll(/:(-?\d+(?:\.\d+)?)(?=[,}\]])/g, ':{"value":$1}'),
      )
    case 'endless-pages':
      return changed(reply, overAndOver)
  }
}

const fullPage = 1000

function overAndOver(body: string): string {
  const rows: unknown = JSON.parse(body)
  if (!Array.isArray(rows) || rows.length === 0) return body
  const inner = body.trim().slice(1, -1)
  return `[${Array<string>(Math.ceil(fullPage / rows.length))
    .fill(inner)
    .join(',')}]`
}

const jsonType = { 'content-type': 'application/json;charset=UTF-8' }

function changed(reply: Reply, change: (body: string) => string): Reply {
  return typeof reply.body === 'string' && reply.status === 200 ? { ...reply, body: change(reply.body) } : reply
}

/** So many zero bytes, deflated, without ever having them. */
function zeros(bytes: number): Uint8Array {
  const whole = deflateRawSync(Buffer.alloc(Math.min(block, bytes)), { finishFlush: constants.Z_SYNC_FLUSH })
  const rest = deflateRawSync(Buffer.alloc(bytes % block))
  return Buffer.concat([...Array<Buffer>(Math.floor(bytes / block)).fill(whole), rest])
}

function gzipOfZeros(bytes: number): Uint8Array {
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(bytes % 2 ** 32, 4)
  return Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]), zeros(bytes), trailer])
}

interface Member {
  readonly name: string
  /** Deflated. */
  readonly packed: Uint8Array
  /** What is claimed of its size. */
  readonly size: number
  readonly crc?: number
}

/** An archive as the directory claims it, whether or not it is true. */
function archive(members: readonly Member[]): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, packed, size, crc = 0 } of members) {
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(crc, 14)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(size, 22)
    local.writeUInt16LE(Buffer.byteLength(name), 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 6)
    local.copy(central, 8, 6, 28)
    central.writeUInt16LE(Buffer.byteLength(name), 28)
    central.writeUInt32LE(at, 42)
    parts.push(local, Buffer.from(name), Buffer.from(packed))
    directory.push(central, Buffer.from(name))
    at += 30 + Buffer.byteLength(name) + packed.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, listing, end])
}

const paths = ['../../../../evil', '/tmp/garminsync-evil', 'C:\\evil', 'a/../../evil', '\u0000evil', '.', '~/evil']

/** The members of an archive under names that lead out of wherever they are unpacked. */
function renamed(zip: Uint8Array): Uint8Array {
  const files = fromZip(zip)
  return archive(
    files.map((bytes, at) => ({
      name: `${paths[at % paths.length]}${at}.fit`,
      packed: deflateRawSync(bytes),
      size: bytes.length,
      crc: crc32(bytes),
    })),
  )
}
