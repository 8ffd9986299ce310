import { htmlText, jsText } from '../page-texts.ts'

/** What the page knows of the sign-in, from its query. */
export interface Success {
  /** The service, with the ticket. */
  readonly responseUrl: string
  readonly serviceUrl: string
  readonly parentUrl: string
  readonly redirectAfterLogin: string
  readonly redirectAfterCreation: string
  readonly consumeServiceTicket: string
  readonly pass: string
}

/** The last page of the widget, which holds the ticket (AUTH 11.1); variables as recorded. */
export function successPage(success: Success): string {
  return `<!DOCTYPE html>
<html class="no-js">
	<head>
		<title>Success</title>
		<meta charset="utf-8">
		<meta name="viewport" content="width=device-width, initial-scale=1">
		<link rel="icon" href="data:," />
		<script type="text/javascript">
var redirectAfterAccountLoginUrl 	  = ${jsText(success.redirectAfterLogin)};
var redirectAfterAccountCreationUrl = ${jsText(success.redirectAfterCreation)};
var consumeServiceTicket         	  = ${jsText(success.consumeServiceTicket)};
var service_url                  	  = ${jsText(success.serviceUrl)};
var parent_url                   	  = ${jsText(success.parentUrl)};
var response_url                 	  = ${jsText(success.responseUrl)};
var logintoken                   	  = ${jsText(success.pass)};
var socialLogin                   	  = "";
var performMFACheck                 = "";
var embedWidget = "true";
</script>
	</head>
	<body>
		<div id="GAuth-component">
			<p>Success: ${htmlText(success.serviceUrl)} has a ticket for you.</p>
		</div>
		<script type="text/javascript">
var service = ${jsText(success.serviceUrl)};
${script}
</script>
	</body>
</html>
`
}

/**
 * Ours, with the branches of Garmin's (AUTH 11.1, 11.2). The addresses name Garmin's host; where this page came from
 * another origin, that one plays it.
 */
const script = `(function () {
  var home = function (url) {
    return url.replace(/^https:\\/\\/sso\\.garmin\\.(com|cn)(?=[\\/?#]|$)/, location.origin);
  };
  // 1. A page that opened this one gets its window back, at the bare service: the ticket is lost.
  if (window.opener) {
    window.opener.location.href = home(service_url);
    window.close();
    return;
  }
  // 2. The tab, or the page around the frame, goes on to the service with the ticket.
  if (redirectAfterAccountLoginUrl) {
    top.location.href = home(response_url);
    return;
  }
  // 3. The ticket is left as it is and told to the page around the frame.
  if (consumeServiceTicket === 'false') {
    var ticket = (/[?&]ticket=([^&]+)/.exec(response_url) || [])[1];
    parent.postMessage({ status: 'SUCCESS', serviceTicket: ticket, serviceUrl: service_url }, home(parent_url) || '*');
  }
  // 4. Otherwise Garmin's page calls the service to use the ticket up, which the embed page cannot answer: it stays.
})();`
