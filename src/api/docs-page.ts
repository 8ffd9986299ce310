import { createHash } from 'node:crypto'
import { isObject } from '../domain/index.ts'
import { schemaText } from './schema-text.ts'

/** What the page reads of an OpenAPI document. */
interface Document {
  readonly info: { readonly title: string; readonly description?: string }
  readonly paths?: Readonly<Record<string, object>>
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}
interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly security?: readonly object[]
  readonly parameters?: readonly {
    readonly in: string
    readonly name: string
    readonly required?: boolean
    readonly schema?: unknown
    readonly description?: string
  }[]
  readonly requestBody?: Answer
  readonly responses: Readonly<Record<string, Answer & { readonly description: string }>>
}
interface Answer {
  readonly content?: Readonly<Record<string, { readonly schema?: unknown }>>
}

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:60rem;margin:2rem auto;padding:0 1rem}
h2{margin-top:2.5rem}summary{cursor:pointer;padding:.3rem 0}code,pre{font:14px/1.45 ui-monospace,monospace}
pre{overflow:auto;padding:.6rem .8rem;border:1px solid #8884;border-radius:6px}details{border-top:1px solid #8884}
b.method{display:inline-block;min-width:4.5rem;text-transform:uppercase}table{border-collapse:collapse}
td,th{text-align:left;vertical-align:top;padding:.15rem 1rem .15rem 0}small{opacity:.75}`

/** Lets the page's own style through and nothing else: no script, no request to anywhere. */
export const docsPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** The document as a page that people read: complete in itself, without a script. Pure. */
export function docsPage(document: Document): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation: operation as Operation })),
  )
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))]
  const sections = tags.map((tag) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(tag))
    return `<h2 id="${html(tag)}">${html(tag)}</h2>\n${own.map(operationPart).join('\n')}`
  })
  const schemas = Object.entries(document.components?.schemas ?? {}).map(
    ([name, schema]) =>
      `<details id="schema-${html(name)}"><summary><code>${html(name)}</code></summary><pre>${linked(schemaText(schema))}</pre></details>`,
  )
  const title = html(`${document.info.title}: the HTTP API`)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head><body>
<h1>${title}</h1><p>${html(document.info.description ?? '')}</p>
<p>For programs: <a href="/openapi.json">openapi.json</a>. ${tags.map((tag) => `<a href="#${html(tag)}">${html(tag)}</a>`).join(' · ')} · <a href="#shapes">shapes</a></p>
${sections.join('\n')}
<h2 id="shapes">shapes</h2>
${schemas.join('\n')}
</body></html>
`
}

function operationPart({ method, path, operation }: { method: string; path: string; operation: Operation }): string {
  const { summary, operationId, security, parameters = [], requestBody, responses } = operation
  const rows = parameters.map(
    (one) =>
      `<tr><td><code>${html(one.name)}</code><td>${html(one.in)}${one.required ? '' : ', optional'}<td><code>${html(schemaText(one.schema))}</code><td>${html(one.description ?? textOf(one.schema))}`,
  )
  const answers = Object.entries(responses).map(
    ([status, answer]) =>
      `<tr><td>${status === 'default' ? 'else' : html(status)}<td>${html(answer.description)}<td>${contentOf(answer)}`,
  )
  return `<details id="${html(operationId)}"><summary><b class="method">${html(method)}</b> <code>${html(path)}</code> <small>${html(summary)}</small></summary>
<p>${security?.length ? 'Needs a session.' : 'Needs no session.'}</p>
${rows.length > 0 ? `<table>${rows.join('')}</table>` : ''}${requestBody === undefined ? '' : `<p>Body: ${contentOf(requestBody)}</p>`}
<table>${answers.join('')}</table></details>`
}

function contentOf({ content = {} }: Answer): string {
  return Object.entries(content)
    .map(([type, { schema }]) => `${linked(schemaText(schema))} <small>${html(type)}</small>`)
    .join(', ')
}

function textOf(schema: unknown): string {
  return isObject(schema) && typeof schema.description === 'string' ? schema.description : ''
}

/** Names of shapes, which stand between « and », as links to them. */
function linked(text: string): string {
  return html(text).replace(/«(\w+)»/g, '<a href="#schema-$1"><code>$1</code></a>')
}

function html(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
