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

/** A message that the local cloud accepted from subscribeMessage.send. */
export interface CloudNotice {
  id: string
  openid: string
  templateId: string
  page: string
  data: Record<string, { value: string }>
  at: number
}

/** A finished function call of the local cloud. */
export interface CloudCall {
  name: string
  action: string
  openid: string | null
  durationMs: number
  outcome: 'ok' | 'refused' | 'failed'
  message: string
  at: number
}

/** What the preview needs of the local cloud. */
export interface PreviewCloud {
  notices: { list(): CloudNotice[]; subscribe(listener: (notice: CloudNotice) => void): () => void }
  calls: { subscribe(listener: (call: CloudCall) => void): () => void }
  phoneCode(mobile: string): string | Promise<string>
  /** Database file and how many documents it holds. */
  summary(): { file: string; documents: number }
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
  appName: string
  log?: (line: string) => void
}
