import type { StatementCache } from '../database/statements'
import { Listeners } from '../listeners'

/** A subscribe message as it reached a phone. `at` in epoch milliseconds. */
export type Notice = {
  id: number
  at: number
  openid: string
  templateId: string
  page: string
  fields: Record<string, string>
}

type Row = { id: number; at: number; openid: string; template: string; page: string; fields: string }

/** Every message that was accepted for delivery, durable, oldest first. */
export class Notices {
  private readonly listeners = new Listeners<Notice>()

  constructor(private readonly connection: StatementCache) {
    connection.exec(`CREATE TABLE IF NOT EXISTS notices(
      id INTEGER PRIMARY KEY, at INTEGER NOT NULL, openid TEXT NOT NULL, template TEXT NOT NULL, page TEXT NOT NULL,
      fields TEXT NOT NULL)`)
  }

  /** All of them, or one person's. */
  list(openid?: string): Notice[] {
    const rows =
      openid === undefined
        ? this.connection.all<Row>('SELECT * FROM notices ORDER BY id', [])
        : this.connection.all<Row>('SELECT * FROM notices WHERE openid = ? ORDER BY id', [openid])
    return rows.map(({ template, fields, ...row }) => ({
      ...row,
      templateId: template,
      fields: JSON.parse(fields),
    }))
  }

  /** Hears of every further message. Gives the function that stops it. */
  readonly subscribe = this.listeners.subscribe

  /** Adds one inside a write that is under way; `announce` it once that is on the disk. */
  add(notice: Omit<Notice, 'id'>): Notice {
    const { at, openid, templateId, page, fields } = notice
    const row = this.connection.get<{ id: number }>(
      'INSERT INTO notices(at, openid, template, page, fields) VALUES(?, ?, ?, ?, ?) RETURNING id',
      [at, openid, templateId, page, JSON.stringify(fields)],
    )
    return { id: row!.id, ...notice }
  }

  announce(notice: Notice): void {
    this.listeners.tell(notice)
  }
}
