import type { CallRow, NoticeCard } from '../protocol'
import type { CloudCall, CloudNotice, PreviewPerson, PreviewTemplate } from './options'

/** How many calls a stage that opens later still sees. */
const CALLS_KEPT = 200

/** Turns what the cloud reports into what the stage shows, and remembers the last calls. */
export class History {
  readonly calls: CallRow[] = []
  private readonly people: Map<string, PreviewPerson>
  private readonly templates: Map<string, PreviewTemplate>
  private counter = 0

  constructor(cast: readonly PreviewPerson[], templates: readonly PreviewTemplate[]) {
    this.people = new Map(cast.map((person) => [person.openid, person]))
    this.templates = new Map(templates.map((template) => [template.id, template]))
  }

  addCall({ openid, ...call }: CloudCall): CallRow {
    const row = {
      ...call,
      id: (this.counter += 1),
      person: (openid && this.people.get(openid)?.name) || null,
    }
    this.calls.push(row)
    if (this.calls.length > CALLS_KEPT) this.calls.shift()
    return row
  }

  notice({ id, openid, templateId, page, data, at }: CloudNotice): NoticeCard {
    const person = this.people.get(openid)
    const template = this.templates.get(templateId)
    const fields = Object.entries(data).map(([name, { value }]) => ({
      label: template?.labels[name] ?? name,
      value: String(value),
    }))
    return {
      id,
      to: person ? { id: person.id, name: person.name } : null,
      title: template?.title ?? templateId,
      fields,
      page,
      at,
    }
  }
}
