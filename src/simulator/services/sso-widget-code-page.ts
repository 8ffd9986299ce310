import { htmlText, jsText, look } from '../page-texts.ts'
import type { WidgetQuery } from './sso-widget-pages.ts'

/** The page that wants a code. Without `csrf` it is the one after a wrong code (AUTH 3.4, 3.5). */
export function codePage(
  { search, parentUrl }: WidgetQuery,
  page: { title: string; customerGuid: string; method: string; sentTo: string | null; csrf: string | null },
): string {
  const { title, customerGuid, method, sentTo, csrf } = page
  const shown = sentTo === null ? 'Enter the security code' : `Code sent to <b>${htmlText(sentTo)}</b>`
  const wrong =
    csrf === null
      ? '\n                            <div id="invalidCode" class="error">Invalid code. Please enter a valid code.</div>'
      : ''
  return `<!DOCTYPE html>
<html lang="en" class="no-js">
<head>
    <script type="text/javascript">
var embedWidget = "true";
var parent_url = ${jsText(parentUrl)};
var customerGuid = ${jsText(customerGuid)};
var mfaMethod = ${jsText(method)};
var locale = "";
var clientId = "";
var codeSentTo = ${jsText(sentTo ?? '')};
</script>
    <meta charset="utf-8">
    <title>${htmlText(title)}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    ${look}
</head>
<body>
    <div id="GAuth-component">
        <h2 id="enter-mfa-code-h2">Enter security code</h2>
        <input type="hidden" id="queryString" value="${htmlText(search)}" />
        <input type="hidden" id="contextPath" value="/sso" />
        <div id="login-component" class="blueForm-basic">
            <div id="login-state-verifymfa">
                <span >${shown}</span>
                <form id="submit-mfa-verification-code-form" name="submit-mfa-verification-code-form" method="post" novalidate="novalidate">
                    <div class="blueForm-v2">
                        <div class="form-alert">
                            <div id="genericError" class="error" hidden>An unexpected error has occurred.</div>
                            <div id="codeSentAttention" class="attention" hidden>A new code has been sent. You can request another code in 30 seconds.</div>${wrong}
                            <div id="maxLimit" class="error" hidden="hidden">You have reached the maximum amount of codes requested. Please use a code you&#39;ve received or wait 24 hours and try again.</div>
                        </div>
                        <div class="formTextField">
                            <div class="mfaFormLabel">
                                <label>
                                    <span>Security code</span>
                                    <input type="number" pattern="[0-9]*" inputmode="numeric" maxlength="6" id="mfa-code" name="mfa-code"/>
                                </label>
                            </div>
                        </div>
                        <div id="requestNewCodeWrapper" class="requestNewCode"${method === 'totp' ? ' hidden' : ''}>
                            <a href="#" id="newCode">Request a new code</a>
                        </div>
                        <br/>
                        <button type="submit" id="mfa-verification-code-submit" class="btn1">Next</button>
                    </div>
                    <input type="hidden" name="embed"            value="true"/>
                    <input type="hidden" name="_csrf"            value="${csrf ?? ''}" />
                    <input type="hidden" name="fromPage"            value="setupEnterMfaCode"/>
                </form>
            </div>
        </div>
    </div>
    <script type="text/javascript">
${codeScript}
</script>
</body>
</html>
`
}

/**
 * Ours; Garmin's was not recorded. It keeps the form token of the first page for the page after a wrong code, which has
 * none, and asks for a further code.
 */
const codeScript = `(function () {
  var token = document.querySelector('[name=_csrf]');
  if (token.value) sessionStorage.setItem('csrf', token.value);
  else token.value = sessionStorage.getItem('csrf') || '';
  // Not by attribute: browsers complain of that in a frame.
  if (window.top === window) document.getElementById('mfa-code').focus();
  var show = function (id) { document.getElementById(id).hidden = false; };
  document.getElementById('newCode').addEventListener('click', function (event) {
    event.preventDefault();
    fetch('/sso/verifyMFA/mfaCode?clientId=' + encodeURIComponent(clientId), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ customerGuid: customerGuid, mfaMethod: mfaMethod, locale: locale })
    }).then(function (answer) {
      show(answer.ok ? 'codeSentAttention' : answer.status === 429 ? 'maxLimit' : 'genericError');
    }, function () { show('genericError'); });
  });
})();`
