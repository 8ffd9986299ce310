import { fail, type Region } from '../../../domain/index.ts'
import { garminUrl } from '../../hosts.ts'
import type { Http } from '../../http/http.ts'
import type { LoginStrategy, SignInLink } from '../../types.ts'
import { readPastedTicket } from '../pasted-ticket.ts'
import { embedUrl, widgetQuery } from './widget.ts'

type BrowserStrategy = LoginStrategy & Required<Pick<LoginStrategy, 'link'>>

/**
 * The person signs in on Garmin's own page with their own browser; we receive the ticket and nothing else (AUTH 11). Its
 * last page, `/sso/embed?ticket=…`, validates nothing, so the ticket is still good when it is pasted.
 */
export function createBrowserStrategy({ http }: { readonly http: Pick<Http, 'origin'> }): BrowserStrategy {
  const link = (region: Region): SignInLink => {
    // The browser has to reach what we reach; the names within the address stay Garmin's.
    const host = http.origin ?? garminUrl('sso', region, '')
    return { url: `${host}/sso/signin?${widgetQuery(region)}`, region, lastPage: `${host}/sso/embed?ticket=` }
  }
  return {
    name: 'browser',
    takes: 'ticket',
    link,
    async start({ secret, region: asked, signal }) {
      if (signal.aborted) throw fail('interrupted')
      const found = readPastedTicket(secret, { origin: http.origin, lastPage: link(asked).lastPage })
      // The address knows better than whoever pasted it.
      const region = found.region ?? asked
      return { kind: 'ticket', ticket: found.ticket, serviceUrl: embedUrl(region), mfaVerified: false, region }
    },
    resume: async () => {
      // The code, too, was given in the browser.
      throw fail('auth.no-challenge')
    },
  }
}
