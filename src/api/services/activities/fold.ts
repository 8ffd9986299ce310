/**
 * A text as it is searched: small letters without accents, `_` as a space. The same for both databases, of which one folds
 * ASCII only; `ø`, `ł`, `ß` and their like, which are letters of their own and have no accent to lose, are folded by name.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[øłđħıßæœþð_]/g, (letter) => folded[letter] ?? letter)
}

const folded: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ð: 'd',
  _: ' ',
}

/** The words of a search, folded; every one of them has to be found. */
export function termsOf(query: string): string[] {
  return fold(query)
    .split(/\s+/)
    .filter((term) => term !== '')
}
