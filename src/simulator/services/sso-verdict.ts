import { json, type Reply } from '../reply.ts'
import { ssoHeaders } from './sso-session.ts'

/** What SSO's JSON doors decided (AUTH 2.2). */
export interface Verdict {
  readonly type: string
  readonly message?: string
  readonly httpStatus?: string
  readonly service?: string
  readonly ticket?: string
}

/** Keys that every answer of these doors has, in the recorded order; login adds three of its own. */
export function verdict(
  { type, message = '', httpStatus = 'OK', service, ticket }: Verdict,
  own: Readonly<Record<string, unknown>>,
): Reply {
  const { customerMfaInfo, consentTypeList, captchaAlreadyPassed } = own
  const login = 'customerMfaInfo' in own ? { customerMfaInfo, consentTypeList, captchaAlreadyPassed } : {}
  const body = {
    serviceURL: service ?? null,
    serviceTicketId: ticket ?? null,
    responseStatus: { type, message, httpStatus },
    responseReason: null,
    ...login,
    samlResponse: null,
    authType: ticket === undefined ? null : 'CAS',
  }
  const headers = { ...ssoHeaders, 'x-frame-options': 'DENY', 'content-type': 'application/json' }
  return json(body, httpStatus === 'OK' ? 200 : 401, headers)
}

export function loginVerdict(
  outcome: Verdict,
  mfaInfo: unknown = null,
  consents: readonly string[] | null = null,
): Reply {
  return verdict(outcome, { customerMfaInfo: mfaInfo, consentTypeList: consents, captchaAlreadyPassed: false })
}
