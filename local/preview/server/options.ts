import type { FunctionCall, Notice } from '../../cloud'

/** Someone who can hold a phone. */
export interface PreviewPerson {
  id: string
  name: string
  roleLabel: string
  hint: string
  openid: string
  mobile: string
}

/** A subscribe message template as the account's backend shows it. */
export interface PreviewTemplate {
  id: string
  title: string
  labels: Readonly<Record<string, string>>
}

/** What the preview needs of the local cloud. */
export interface PreviewCloud {
  notices: { list(): Notice[]; subscribe(listener: (notice: Notice) => void): () => void }
  calls: { recent: readonly FunctionCall[]; subscribe(listener: (call: FunctionCall) => void): () => void }
  phoneCode(mobile: string): string
}

export interface PreviewOptions {
  /** Folder of the Mini Program. */
  root: string
  /** Folder for what the preview keeps (the phone table). */
  dir: string
  cast: readonly PreviewPerson[]
  /** Ids of the people who hold the first phones. */
  first: string[]
  templates: readonly PreviewTemplate[]
  cloud: PreviewCloud
  /** The database file as the stage names it. */
  databaseFile: string
  /** How many documents it holds now. */
  documents: () => number
  appName: string
  log?: (line: string) => void
}
