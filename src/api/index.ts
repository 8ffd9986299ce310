export { type Api, createApi } from './api.ts'
export { openapiDocument } from './document.ts'
export type { ApiServices, CallContext } from './services/types.ts'
