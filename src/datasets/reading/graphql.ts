import { type Answer, type GarminRequest, isObject } from '../../domain/index.ts'
import { objectOf, unexpected } from './answer.ts'
import { Fields } from './fields.ts'

/** A question for one field of the GraphQL gateway (RANGES section 2); the values are dates or names. */
export function graphqlRequest(field: string, variables: Readonly<Record<string, string>>): GarminRequest {
  const list = Object.entries(variables).map(([key, value]) => `${key}:${JSON.stringify(value)}`)
  return {
    method: 'POST',
    path: '/graphql-gateway/graphql',
    body: { query: `query{${field}(${list.join(',')})}` },
    expects: 'json',
  }
}

/**
 * The object under that field. HTTP 200 may carry `errors` and a null field (schema changed, gateway overloaded):
 * judged by the body. @throws garmin.unexpected-answer, `refused`, so that the dataset's next form is tried, `overloaded`
 * where it is likely to pass by itself ("Bulkhead" errors, RANGES section 2)
 */
export function graphqlValue(answer: Answer, dataset: string, field: string, notes: Set<string>): Fields {
  const body = objectOf(answer, dataset, notes)
  if (body === null) throw unexpected(dataset, 'null from the GraphQL gateway', true)
  const errors = body.raw('errors')
  if (Array.isArray(errors) && errors.length > 0) {
    const overloaded = /bulkhead|overload|timed? ?out|too many|temporar/i.test(JSON.stringify(errors))
    throw unexpected(dataset, 'GraphQL errors', true, overloaded)
  }
  const data = body.raw('data')
  const value = isObject(data) && Object.hasOwn(data, field) ? data[field] : null
  if (!isObject(value)) throw unexpected(dataset, `no ${field} in the GraphQL answer`, true)
  if (!Array.isArray(value.data) && value.data !== null) throw unexpected(dataset, `no list in ${field}`, true)
  return new Fields(value, dataset, notes)
}
