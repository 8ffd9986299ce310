import { htmlText, jsText, look } from '../page-texts.ts'

/** The widget's addresses, as a page needs them. */
export interface WidgetQuery {
  /** As it was sent, without the question mark. */
  readonly search: string
  /** `source`: whose page the widget sits in. */
  readonly parentUrl: string
}

/** What the embed page says without its parameters; this is normal and harmless (AUTH 3.1). */
export function usagePage(sso: string): string {
  return `
<html>
	<head>
	    <title>GAuth Embedded Version</title>
	    <meta http-equiv="X-UA-Compatible" content="IE=edge;" />
	    <link rel="icon" href="data:," />
	    <style type="text/css">
	    	#gauth-widget {border: none !important;}
	    </style>
	</head>
	<body>
<div>
	<pre>
	<span>ERROR: clientId parameter must be specified!!!</span>
	<span >Usage: ${sso}/sso/embed?clientId=&lt;clientId&gt;&amp;locale=&lt;locale&gt;...</span>
	</pre>
</div>
	</body>
</html>
`
}

/** The sign-in form; after a refusal with `refusal` and the e-mail that was typed (AUTH 3.2, 3.3). */
export function signInPage(
  { search, parentUrl }: WidgetQuery,
  page: { csrf: string; email?: string; refusal?: string },
): string {
  const { csrf, email = '', refusal } = page
  const failed = refusal !== undefined
  const status = failed ? `\n                            <div id="status" class="error">${htmlText(refusal)}</div>` : ''
  return `<!DOCTYPE html>
<html lang="en" class="no-js">
    <head>
        <meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
        <meta name="viewport" content="width=device-width" />
        <title>GARMIN Authentication Application</title>
        ${look}
        <script>
var recaptchaSiteKey = null;
var reCaptchaURL = ${jsText(`/sso/reCaptcha?${search}`)};
var isRecaptchaEnabled = null;
var recaptchaToken = null;
</script>
        <script type="text/javascript">
var parent_url      = ${jsText(parentUrl)};
var status 			= "${failed ? 'FAIL' : ''}";
var result          = "${failed ? 'error' : ''}";
var clientId		= '';
var embedWidget 	= true;
</script>
    </head>
    <body>
        <div id="GAuth-component">
            <div id="login-component" class="blueForm-basic">
               <input type="hidden" id="queryString" value="${htmlText(search)}" />
	     	   <input type="hidden" id="contextPath" value="/sso" />
                <div id="login-state-default">
                    <h2>Sign In</h2>
                    <form method="post" id="login-form">
                        <div class="form-alert">${status}
                            <div id="username-error" style="display:none;"></div>
                            <div id="password-error" style="display:none;"></div>
                        </div>
                        <div class="textfield">
							<label for="username">Email</label>
							    <input class="login_email" name="username" id="username" value="${htmlText(email)}" type="email" spellcheck="false" autocorrect="off" autocapitalize="off"/>
                        </div>
                        <div class="textfield">
                            <label for="password">Password</label>
                            <input type="password" name="password" id="password" spellcheck="false" autocorrect="off" autocapitalize="off" />
					    </div>
                        <input type="hidden" name="embed" value="true"/>
                        <input type="hidden" name="_csrf" value="${csrf}" />
                        <button type="submit" id="login-btn-signin" class="btn1" accesskey="l">Sign In</button>
                    </form>
                </div>
            </div>
		</div>
    </body>
</html>
`
}
