import type { StatementCache } from '../database/statements'
import type { WriteQueue } from '../database/write-queue'

export type Choice = 'accept' | 'reject'

/** How many messages each user still accepts, by template: every acceptance allows one, as one-time subscriptions do. */
export class Consents {
  constructor(
    private readonly connection: StatementCache,
    private readonly queue: WriteQueue,
  ) {
    connection.exec(`CREATE TABLE IF NOT EXISTS consents(
      openid TEXT, template TEXT, remaining INTEGER NOT NULL, PRIMARY KEY(openid, template)) WITHOUT ROWID`)
  }

  /** Keeps what a user chose on the sheet. A refusal takes nothing back that was allowed before. */
  async record(openid: string, templateId: string, choice: Choice): Promise<void> {
    if (choice !== 'accept') return
    await this.queue.write(() =>
      this.connection.run(
        `INSERT INTO consents(openid, template, remaining) VALUES(?, ?, 1)
         ON CONFLICT(openid, template) DO UPDATE SET remaining = remaining + 1`,
        [openid, templateId],
      ),
    )
  }

  remaining(openid: string, templateId: string): number {
    const row = this.connection.get<{ remaining: number }>(
      'SELECT remaining FROM consents WHERE openid = ? AND template = ?',
      [openid, templateId],
    )
    return row?.remaining ?? 0
  }

  /** Uses one up, inside a write that is under way. False if none is left. */
  useOne(openid: string, templateId: string): boolean {
    const { changes } = this.connection.run(
      'UPDATE consents SET remaining = remaining - 1 WHERE openid = ? AND template = ? AND remaining > 0',
      [openid, templateId],
    )
    return changes > 0
  }
}
