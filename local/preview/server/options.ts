import type { FunctionCall, Notice } from '../../cloud'
import type { LaneExchange, LaneMode, LaneRow, Mischief, Shown } from '../../gate-simulator/lane-row'
import type { LaneNews } from '../../gate-simulator/lanes'
import type { compileMiniProgram } from '../compiler/compile'
import type { LanePicks, PreparedEntries } from '../protocol'

/** Someone who can hold a phone. */
export interface PreviewPerson {
  id: string
  name: string
  roleLabel: string
  hint: string
  openid: string
  mobile: string
  /** What this person has ready for a visit. */
  prepared?: Omit<PreparedEntries, 'name' | 'phone'>
}

/** A subscribe message template as the account's backend shows it. */
export interface PreviewTemplate {
  id: string
  title: string
  labels: Readonly<Record<string, string>>
}

/** What the preview needs of the local cloud. */
interface PreviewCloud {
  notices: { list(): Notice[]; subscribe(listener: (notice: Notice) => void): () => void }
  calls: { recent: readonly FunctionCall[]; subscribe(listener: (call: FunctionCall) => void): () => void }
  phoneCode(mobile: string): string
}

/** What the preview needs of the gate hardware around the campus. */
export interface PreviewLanes {
  exchanges: readonly LaneExchange[]
  rows(): LaneRow[]
  setMode(id: string, mode: LaneMode): boolean
  show(id: string, shown: Shown, mischief: Mischief | null): Promise<boolean>
  subscribe(listener: (news: LaneNews) => void): () => void
}

export interface PreviewOptions {
  /** Folder of the Mini Program. */
  root: string
  /** What makes one script of it; the preview's compiler unless said otherwise. */
  compile?: typeof compileMiniProgram
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
  /** Gate hardware on the stage, with what may be shown to it; none: null. */
  gates?: { lanes: PreviewLanes; picks: LanePicks } | null
  log?: (line: string) => void
}
