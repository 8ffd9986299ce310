/** Hands bytes to the browser as a file of that name. */
export function saveFile({ bytes, filename }: { readonly bytes: Uint8Array; readonly filename: string }): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)]))
  const link = document.createElement('a')
  link.href = url
  link.download = filename
  link.click()
  URL.revokeObjectURL(url)
}
