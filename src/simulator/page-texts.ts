/** Text inside HTML, attributes included. */
export function htmlText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** A string inside a script of a page; `/` is written as Garmin's pages write it. */
export function jsText(text: string): string {
  return JSON.stringify(text).replaceAll('/', '\\/').replaceAll('<', '\\u003c').replaceAll('&', '\\u0026')
}

/** Readable where Garmin's style sheets are not; the empty icon keeps a browser from asking for one. */
export const look = `<link rel="icon" href="data:," />
        <style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 26em; margin: 3em auto; padding: 0 1em; color: #222 } label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit } input, button { padding: .5em; margin: .2em 0 1em } .error { color: #b00020 } .attention { color: #00639c } [hidden] { display: none }</style>`

/** A page that says one thing: a refusal, or what the edge puts in front of a door. */
export function plainPage(title: string, text = '', script = ''): string {
  return `<!DOCTYPE html>
<html lang="en">
    <head>
        <title>${htmlText(title)}</title>
        ${look}
        <script>
${script}
</script>
    </head>
    <body>
        <h2>${htmlText(title)}</h2>
        <p>${htmlText(text)}</p>
    </body>
</html>
`
}
