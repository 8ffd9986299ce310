import { plainPage } from '../page-texts.ts'
import { html, type Reply } from '../reply.ts'
import type { ServiceRequest, World } from '../routing.ts'
import type { WidgetQuery } from './sso-widget-pages.ts'

export const codePath = '/sso/verifyMFA/loginEnterMfaCode'

export function widgetQueryOf({ search, query }: ServiceRequest): WidgetQuery {
  return { search, parentUrl: query.get('source') ?? '' }
}

/**
 * The address of a further page. Whoever asked one of Garmin's hosts is sent to that host by its name, as recorded; a
 * browser that only knows this machine stays here.
 */
export function passTo({ askedAt, headers }: ServiceRequest, path: string): string {
  return askedAt === null ? `http://${headers.host}${path}` : `https://sso.garmin.${askedAt.region}${path}`
}

/** A form without the token of its page; 403 is a guess after what one tool handled in earlier years (AUTH 3.5). */
export function refuseToken(request: ServiceRequest, { recorder }: World): Reply {
  recorder.violation('wrong-form-token', request.path, 'the form does not carry the _csrf of its page')
  return html(403, plainPage('Forbidden', 'The form is not the one that was shown last.'))
}
