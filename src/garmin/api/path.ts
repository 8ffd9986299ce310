import { fail, type GarminRequest, queryPairs } from '../../domain/index.ts'

/**
 * Path and query of a request, checked (AUTH 13): an item's name in a path must not lead anywhere else. Looks at
 * segments after percent-decoding, since a display name may hold dots. @throws garmin.bad-request
 */
export function toPath(request: Pick<GarminRequest, 'path' | 'query'>): string {
  const { path } = request
  const decoded = decode(path)
  const bad =
    decoded === null ||
    !path.startsWith('/') ||
    decoded.startsWith('//') ||
    /[?#\\\p{Cc}]/u.test(decoded) ||
    decoded.split('/').some((segment) => /^\.\.?(;.*)?$/.test(segment))
  if (bad) throw fail('garmin.bad-request', { dataset: 'a request', detail: 'its path is not allowed' })
  const parameters = new URLSearchParams(queryPairs(request))
  return parameters.size === 0 ? path : `${path}?${parameters}`
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
