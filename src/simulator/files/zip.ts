import { unzipSync, zipSync } from 'fflate'

/**
 * A zip as Garmin's downloads are, the same bytes each time: entries carry one fixed time. `stored` leaves them
 * uncompressed, which saves half of the work where there are a thousand of them.
 */
export function toZip(
  files: Readonly<Record<string, Uint8Array>>,
  how: 'deflated' | 'stored' = 'deflated',
): Uint8Array {
  return zipSync({ ...files }, { level: how === 'stored' ? 0 : 1, mtime: new Date(2026, 0, 1) })
}

/** The files of an archive of ours, in order. */
export function fromZip(zip: Uint8Array): Uint8Array[] {
  return Object.values(unzipSync(zip))
}
