import { type Answer, type GarminRequest, isObject, type Json } from '../../domain/index.ts'
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
 * What is under that field. HTTP 200 may carry `errors` and a null field (schema changed, gateway overloaded): judged by
 * the body. @throws garmin.unexpected-answer, `refused`, so that the dataset's next form is tried, `overloaded`
 * where it is likely to pass by itself ("Bulkhead" errors, RANGES section 2)
 */
function graphqlJson(answer: Answer, dataset: string, field: string, notes: Set<string>): Json {
  const body = objectOf(answer, dataset, notes)
  if (body === null) throw unexpected(dataset, 'null from the GraphQL gateway', true)
  const errors = body.raw('errors')
  if (Array.isArray(errors) && errors.length > 0) {
    const overloaded = /bulkhead|overload|timed? ?out|too many|temporar/i.test(JSON.stringify(errors))
    throw unexpected(dataset, 'GraphQL errors', true, overloaded)
  }
  const data = body.raw('data')
  return (isObject(data) && Object.hasOwn(data, field) ? data[field] : null) ?? null
}

/** The object under the field. @throws garmin.unexpected-answer, `refused` */
export function graphqlObject(answer: Answer, dataset: string, field: string, notes: Set<string>): Fields {
  const value = graphqlJson(answer, dataset, field, notes)
  if (!isObject(value)) throw unexpected(dataset, `no ${field} in the GraphQL answer`, true)
  return new Fields(value, dataset, notes)
}

/** The list under the field; null without errors is no list, so it never looks like "no data". @throws as above */
export function graphqlList(answer: Answer, dataset: string, field: string, notes: Set<string>): readonly Json[] {
  const value = graphqlJson(answer, dataset, field, notes)
  if (!Array.isArray(value)) throw unexpected(dataset, `no list in ${field}`, true)
  return value
}
