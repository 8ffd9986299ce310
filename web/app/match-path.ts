export interface Match<Page> {
  readonly page: Page
  /** Values of the pattern's `:name` parts, decoded. */
  readonly params: Readonly<Record<string, string>>
}

/** The first page whose pattern (`/activities/:id`) fits a path; a slash at the end changes nothing. Pure. */
export function matchPath<Page>(
  pages: readonly (Page & { readonly path: string })[],
  path: string,
): Match<Page> | null {
  const parts = partsOf(path)
  for (const page of pages) {
    const params = paramsOf(partsOf(page.path), parts)
    if (params !== null) return { page, params }
  }
  return null
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '')
}

function paramsOf(pattern: readonly string[], parts: readonly string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null
  const params: Record<string, string> = {}
  for (const [at, part] of pattern.entries()) {
    const given = decoded(parts[at] ?? '')
    if (given === null) return null
    if (part.startsWith(':')) params[part.slice(1)] = given
    else if (part !== given) return null
  }
  return params
}

/** Null for what no page of ours would have written. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
