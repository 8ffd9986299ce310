/**
 * Every module that a source names: static, dynamic, re-exported and type-only imports (esbuild's own list leaves the
 * last out).
 * @param {string} source
 */
export function importsOf(source) {
  const found = withoutComments(source).matchAll(/(?<!['"])\b(?:from|import)\s*\(?\s*(['"])([\w@./:-]+)\1/g)
  return [...found].map((match) => match[2] ?? '')
}

/**
 * Blanks lines that are comments, so that an example in a docstring is no import. By line, as the formatter lays them
 * out; comments behind code hold no imports.
 * @param {string} source
 */
export function withoutComments(source) {
  return source.replace(/^\s*(?:\/\/|\/?\*).*$/gm, '')
}
