/** What a file is, by its first bytes: archives lie about it with names and extensions (DATA section 3). */
export type FileKind = 'fit' | 'tcx' | 'gpx' | 'zip' | 'html' | 'json' | 'empty' | 'unknown'

/** How far into a text the root element is looked for: behind declaration, comments and byte order mark. */
const headBytes = 4096

export function fileKind(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty'
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)) return 'zip'
  if (bytes[0]! >= 12 && latin(bytes, 8, 12) === '.FIT') return 'fit'
  // UTF-16 puts a zero beside every letter.
  const head = latin(bytes, 0, headBytes).replaceAll('\0', '')
  if (/<TrainingCenterDatabase[\s>]/.test(head)) return 'tcx'
  if (/<gpx[\s>]/.test(head)) return 'gpx'
  if (/<!doctype html|<html[\s>]/i.test(head)) return 'html'
  if (/^\s*[{[]/.test(head)) return 'json'
  return 'unknown'
}

/** Extension to keep a file under: that of its content, `bin` for what we do not know. */
export function extensionOf(bytes: Uint8Array): 'fit' | 'tcx' | 'gpx' | 'bin' {
  const kind = fileKind(bytes)
  return kind === 'fit' || kind === 'tcx' || kind === 'gpx' ? kind : 'bin'
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to)
}
