import type { z } from '@hono/zod-openapi'
import { routes } from '../../contract/index.ts'

type Responses = Readonly<
  Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: unknown }>> } | undefined>
>

/** The answer, if it is what the contract says of that route and status. @throws ZodError when it is not */
export async function checkAnswer(request: Request, answer: Response): Promise<Response> {
  const path = new URL(request.url).pathname
  const route = Object.values(routes).find(
    (one) =>
      one.method === request.method.toLowerCase() &&
      new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  )
  const type = answer.headers.get('content-type') ?? ''
  if (route === undefined || !/^application\/(problem\+)?json$/.test(type)) return answer
  const responses: Responses = route.responses
  const schema = (responses[answer.status] ?? responses.default)?.content?.[type]?.schema as z.ZodType | undefined
  if (schema === undefined) throw new Error(`${path} may not answer ${answer.status} ${type}`)
  schema.parse(await answer.clone().json())
  return answer
}
