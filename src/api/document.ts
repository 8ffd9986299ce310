import { OpenAPIHono } from '@hono/zod-openapi'
import { routes } from '../contract/index.ts'

/** The contract as an OpenAPI 3.1 document. Pure: made of the routes alone, the same on every machine. */
export function openapiDocument() {
  const app = new OpenAPIHono()
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  })
  for (const route of Object.values(routes)) app.openAPIRegistry.registerPath(route)
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'GarminSync',
      version: '1',
      description:
        'Your Garmin Connect history in a store of your own. Unofficial; not affiliated with Garmin. Instants are RFC 3339 in UTC, ids are texts of digits, units are in the names, absent values are null. Lists are paged: hand `next_cursor` back as `cursor`.',
      license: { name: 'MIT' },
    },
    servers: [{ url: '/' }],
  })
}
