/** Signs that XML 1.0 has no way to write (section 2.2), halves of a pair included. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Text from people, for between tags and for attributes. What cannot be written is left out. */
export function xmlText(text: string): string {
  return text.replace(unwritable, '').replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
}

/** `<name>value</name>`, nothing for null. */
export function element(name: string, value: string | null): string {
  return value === null ? '' : `<${name}>${xmlText(value)}</${name}>`
}

export const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n'
