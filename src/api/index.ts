export { type Api, createApi } from './api.ts'
export { openapiDocument } from './document.ts'
export type { Exposure } from './exposure.ts'
export type { Answered, ApiServices, CallContext } from './services/types.ts'
