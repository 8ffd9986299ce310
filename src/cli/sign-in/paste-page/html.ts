import type { Notice } from '../ticket-desk.ts'
import { style } from './style.ts'

/**
 * Where the person signs in and brings the ticket back. The link has to say `noopener`: Garmin's last page looks for a
 * page that opened it, sends that one on without the ticket, and closes itself (AUTH 11.2).
 */
export function stepsPage(link: { readonly url: string; readonly last_page: string }, notice: Notice | null): string {
  return page(
    "Sign in on Garmin's own page",
    `<p>Your password goes to Garmin and nowhere else. Garmin's page ends with a ticket; bring it here, and GarminSync is signed in.</p>
${notice === null ? '' : noticeBox(notice)}
<ol>
<li><a class="button" href="${escaped(link.url)}" target="_blank" rel="noopener noreferrer">Open Garmin's sign-in page</a>
<p>It opens in a new tab. Sign in as ever: password manager, passkey, code and CAPTCHA all work there. Where you are signed in already, it goes on at once.</p></li>
<li><h2>Copy the address of the last page</h2>
<p>That page says <q>ERROR: clientId parameter must be specified</q>. This is as it should be: what counts is its address, which begins with <code>${escaped(link.last_page)}</code></p></li>
<li><form method="post" autocomplete="off">
<label for="pasted">Paste it here, within a minute</label>
<textarea id="pasted" name="pasted" required autofocus spellcheck="false" autocapitalize="off" autocomplete="off" placeholder="${escaped(link.last_page)}ST-…"></textarea>
<button class="button" type="submit">Sign in</button>
</form></li>
</ol>
<details><summary>It does not go as described</summary>
<ul>
<li><strong>Not accepted, or too late?</strong> A ticket is good once and for about a minute. Open Garmin's page again: it brings a new one.</li>
<li><strong>The page stays at <q>Success</q>?</strong> Copy its whole text or source and paste that: the ticket, which begins with <code>ST-</code>, is in it.</li>
<li><strong>The wrong account?</strong> Sign out on Garmin's web site first, or copy the link into a private window.</li>
</ul></details>
${footer}`,
  )
}

/** After the sign-in. */
export function donePage(): string {
  return page('Signed in', '<p>GarminSync has its session. You can close this tab; the rest is in the terminal.</p>')
}

/** After a refusal that another paste does not help. */
export function overPage(notice: Notice): string {
  return page(
    'Not signed in',
    `${noticeBox(notice)}<p>The command in the terminal has ended. You can close this tab.</p>`,
  )
}

/** For every address that is not ours to answer. */
export function nothingPage(): string {
  return page(
    'Nothing here',
    '<p>Use the address that the command in your terminal has printed, as long as it runs.</p>',
  )
}

const footer =
  '<footer><p>This page comes from the command in your terminal, is served on this machine only, and ends with it. You can paste into the terminal as well.</p></footer>'

const noticeBox = ({ title, hint }: Notice) =>
  `<div class="notice" role="alert"><strong>${escaped(title)}</strong> ${escaped(hint)}</div>`

function page(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · GarminSync</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="brand">GarminSync</p>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>
`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
