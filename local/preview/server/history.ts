import type { FunctionCall, Notice } from '../../cloud'
import type { CallRow, NoticeCard } from '../protocol'
import type { PreviewPerson, PreviewTemplate } from './options'

/** How many calls a stage that opens later still sees. */
const CALLS_KEPT = 200

const WITHOUT_PERSON: Partial<Record<FunctionCall['source'], string>> = {
  timer: '定时任务',
  http: '校门设备',
}

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

  addCall({ name, action, source, caller, durationMs, outcome, code, message }: FunctionCall): CallRow {
    const row: CallRow = {
      id: (this.counter += 1),
      name,
      action: action ?? '',
      person: this.people.get(caller ?? '')?.name ?? WITHOUT_PERSON[source] ?? null,
      durationMs,
      outcome,
      message: [code, message].filter(Boolean).join(' '),
      at: Date.now(),
    }
    this.calls.push(row)
    if (this.calls.length > CALLS_KEPT) this.calls.shift()
    return row
  }

  notice({ id, openid, templateId, page, fields, at }: Notice): NoticeCard {
    const person = this.people.get(openid)
    const template = this.templates.get(templateId)
    return {
      id,
      to: person ? { id: person.id, name: person.name } : null,
      title: template?.title ?? templateId,
      fields: Object.entries(fields).map(([name, value]) => ({
        label: template?.labels[name] ?? name,
        value,
      })),
      page,
      at,
    }
  }
}
