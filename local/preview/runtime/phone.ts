import type { PhoneState, PhoneRow, SharedCard, StageHandle } from '../protocol'

/** The phone this document is: who holds it, what it remembers, and the switches beside it on the stage. */
export let phone: PhoneState

/** Settings of the phone itself; they survive a reload, as long as the browser tab lives. */
interface Switches {
  offline: boolean
  largeType: boolean
}

let switches: Switches = { offline: false, largeType: false }
const switchListeners = new Set<(switches: Switches) => void>()

export async function loadPhone(): Promise<void> {
  const id = location.pathname.split('/').pop() ?? ''
  const response = await fetch(`/preview/phones/${id}`)
  if (!response.ok) throw new Error(`没有编号为 ${id} 的手机`)
  phone = (await response.json()) as PhoneState
  switches = { ...switches, ...readSession<Switches>('switches') }
}

/** Prefix of everything this person keeps on this phone. WeChat, too, keeps storage per user. */
export function storagePrefix(): string {
  return `${phone.dataset}:${phone.phone.id}:${phone.phone.person.id}:`
}

export function isOffline(): boolean {
  return switches.offline
}

export function hasLargeType(): boolean {
  return switches.largeType
}

export function setSwitches(change: Partial<Switches>): void {
  switches = { ...switches, ...change }
  writeSession('switches', switches)
  for (const listener of switchListeners) listener(switches)
}

export function onSwitches(listener: (switches: Switches) => void): void {
  switchListeners.add(listener)
}

/** What this phone's frame remembers across reloads: its route, its switches. */
export function readSession<T>(name: string): T | undefined {
  const text = sessionStorage.getItem(`${phone.dataset}:${phone.phone.id}:${name}`)
  return text === null ? undefined : (JSON.parse(text) as T)
}

export function writeSession(name: string, value: unknown): void {
  sessionStorage.setItem(`${phone.dataset}:${phone.phone.id}:${name}`, JSON.stringify(value))
}

/** The stage around this phone; null when the phone is open in a tab of its own. */
export function stage(): StageHandle | null {
  return window.parent === window
    ? null
    : ((window.parent as unknown as { stage?: StageHandle }).stage ?? null)
}

export function neighbours(): PhoneRow[] {
  return stage()?.neighbours(phone.phone.id) ?? []
}

export function sendCard(to: string, card: SharedCard): void {
  stage()?.sendCard(to, card)
}
