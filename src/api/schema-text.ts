import { isObject } from '../domain/index.ts'

/** Alternatives that are longer than this stand one a line. */
const longestLine = 90

/** A JSON schema in a short form that people read; names of other shapes stand between « and ». Pure. */
export function schemaText(schema: unknown, indent = ''): string {
  if (!isObject(schema)) return 'anything'
  if (typeof schema.$ref === 'string') return `«${schema.$ref.split('/').at(-1) ?? ''}»`
  const alternatives = schema.anyOf ?? schema.oneOf
  if (Array.isArray(alternatives)) return alternatives.map((one) => schemaText(one, indent)).join(' | ')
  if (Array.isArray(schema.allOf)) return schema.allOf.map((one) => schemaText(one, indent)).join(' & ')
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const types = Array.isArray(schema.type) ? schema.type.map(String) : [String(schema.type ?? 'anything')]
  return types.map((type) => typeText(type, schema, indent)).join(' | ')
}

function typeText(type: string, schema: Readonly<Record<string, unknown>>, indent: string): string {
  if (type === 'array') return `[${schemaText(schema.items, indent)}]`
  if (type === 'object') return objectText(schema, indent)
  return typeof schema.format === 'string' ? `${type} (${schema.format})` : type
}

function objectText(schema: Readonly<Record<string, unknown>>, indent: string): string {
  const required = new Set(Array.isArray(schema.required) ? schema.required : [])
  const inner = `${indent}  `
  const lines = Object.entries(isObject(schema.properties) ? schema.properties : {}).map(([name, value]) => {
    const text = schemaText(value, inner)
    const long = text.length > longestLine ? text.replaceAll(' | ', `\n${inner}  | `) : text
    return `${inner}${name}${required.has(name) ? '' : '?'}: ${long}`
  })
  if (isObject(schema.additionalProperties))
    lines.push(`${inner}[name]: ${schemaText(schema.additionalProperties, inner)}`)
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`
}
