import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** A phone on the stage by its number, and the id of the person who holds it. */
export interface PhoneEntry {
  id: string
  person: string
}

interface Stored {
  dataset: string
  phones: PhoneEntry[]
}

/** Who holds which phone: kept in a file, so that it survives a restart. */
export class PhoneTable {
  private stored: Stored

  /** `first`: people of the phones of a fresh stage. `known`: everybody a phone can belong to. */
  constructor(
    private readonly file: string,
    first: string[],
    private readonly known: ReadonlySet<string>,
  ) {
    this.stored = this.load() ?? {
      dataset: randomUUID().slice(0, 8),
      phones: first.map((person, index) => ({ id: String(index + 1), person })),
    }
    this.save()
  }

  /** Names the phones' storage in browsers; a fresh table has a fresh one. */
  get dataset(): string {
    return this.stored.dataset
  }

  get phones(): readonly PhoneEntry[] {
    return this.stored.phones
  }

  personOf(id: string): string | undefined {
    return this.stored.phones.find((phone) => phone.id === id)?.person
  }

  add(person: string): PhoneEntry {
    this.requireKnown(person)
    const numbers = this.stored.phones.map(({ id }) => Number(id))
    const phone = { id: String(Math.max(0, ...numbers) + 1), person }
    this.stored.phones.push(phone)
    this.save()
    return phone
  }

  remove(id: string): void {
    this.stored.phones = this.stored.phones.filter((phone) => phone.id !== id)
    this.save()
  }

  hand(id: string, person: string): void {
    this.requireKnown(person)
    const phone = this.stored.phones.find((each) => each.id === id)
    if (!phone) throw new Error(`no phone ${id}`)
    phone.person = person
    this.save()
  }

  private requireKnown(person: string): void {
    if (!this.known.has(person)) throw new Error(`nobody is called "${person}"`)
  }

  private load(): Stored | null {
    if (!fs.existsSync(this.file)) return null
    const stored = JSON.parse(fs.readFileSync(this.file, 'utf8')) as Stored
    stored.phones = stored.phones.filter(({ person }) => this.known.has(person))
    return stored
  }

  /** Written beside and renamed: a crash leaves the old table or the new one. */
  private save(): void {
    fs.mkdirSync(path.dirname(this.file), { recursive: true })
    const draft = `${this.file}.new`
    fs.writeFileSync(draft, JSON.stringify(this.stored, null, 2), { flush: true })
    fs.renameSync(draft, this.file)
  }
}
