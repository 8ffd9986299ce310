/** A file of the dashboard as it lies in the package; its forms are read when somebody asks for them. */
export interface WebFile {
  /** From the folder's root, with `/`. */
  readonly path: string
  /** Of its content, for ETags. */
  readonly hash: string
  readonly type: string
  /** The bytes as they are, and squeezed at build time where that made them smaller. */
  readonly forms: Readonly<Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>> & {
    readonly identity: Uint8Array<ArrayBuffer>
  }
}

export type Encoding = 'identity' | 'gzip' | 'br'

/** Where the dashboard's files come from. Nothing but what is found there is ever served. */
export interface WebFiles {
  /** `index.html`, `sw.js`, `assets/…`; null where the build has none of that name. */
  find(path: string): Promise<WebFile | null>
}
