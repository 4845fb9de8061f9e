import fs from 'node:fs'
import path from 'node:path'
import type { EndpointInput } from '../../contract/gate/device-api'

export type OfflinePassage = EndpointInput<'events'>['events'][number]

interface Remembered {
  /** base64url, as the office was shown it. */
  secret: string
  /** Decided without a network and not delivered yet. */
  waiting: OfflinePassage[]
}

/** What gate hardware keeps through a power cut: its secret and the passages it still has to deliver. */
export class DeviceMemory {
  private readonly devices: Record<string, Remembered>

  constructor(private readonly file: string) {
    this.devices = fs.existsSync(file)
      ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, Remembered>)
      : {}
  }

  /** Null: it was never told one. */
  secretOf(device: string): string | null {
    return this.devices[device]?.secret ?? null
  }

  keepSecret(device: string, secret: string): void {
    this.keep(device, { waiting: this.waitingOf(device), secret })
  }

  waitingOf(device: string): OfflinePassage[] {
    return this.devices[device]?.waiting ?? []
  }

  keepWaiting(device: string, waiting: OfflinePassage[]): void {
    this.keep(device, { secret: this.secretOf(device) ?? '', waiting })
  }

  /** Written beside and renamed: a crash leaves the old file or the new one. Readable by its owner alone. */
  private keep(device: string, remembered: Remembered): void {
    this.devices[device] = remembered
    fs.mkdirSync(path.dirname(this.file), { recursive: true })
    const draft = `${this.file}.new`
    fs.writeFileSync(draft, JSON.stringify(this.devices, null, 2), { mode: 0o600, flush: true })
    fs.renameSync(draft, this.file)
  }
}
