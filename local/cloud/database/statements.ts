import type Database from 'libsql'

type Bound = string | number | null | Buffer

/**
 * One SQLite connection with its prepared statements. Bind values always go as one array (libsql aborts the
 * process on a lone Buffer), and rows always come complete (it also aborts on an abandoned iterator).
 */
export class StatementCache {
  private readonly statements = new Map<string, Database.Statement>()

  constructor(private readonly connection: Database.Database) {}

  exec(sql: string): void {
    this.connection.exec(sql)
  }

  get<Row>(sql: string, values: Bound[]): Row | undefined {
    return this.prepared(sql).get(values) as Row | undefined
  }

  all<Row>(sql: string, values: Bound[]): Row[] {
    return this.prepared(sql).all(values) as Row[]
  }

  run(sql: string, values: Bound[]): { changes: number; lastInsertRowid: number } {
    const { changes, lastInsertRowid } = this.prepared(sql).run(values)
    return { changes, lastInsertRowid: Number(lastInsertRowid) }
  }

  close(): void {
    this.statements.clear()
    this.connection.close()
  }

  private prepared(sql: string): Database.Statement {
    let statement = this.statements.get(sql)
    if (!statement) this.statements.set(sql, (statement = this.connection.prepare(sql)))
    return statement
  }
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
