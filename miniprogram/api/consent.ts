import { controlWords } from '../locales/controls'
import type { NoticeUse } from '../domain/notice/parts'
import { call } from './call'
import { meAtHand, noteAllowed } from './session'

/**
 * Asks for one message per template (spec 7) and tells the server the answers. Call it first thing inside a tap
 * handler, or the platform refuses. Never throws and never blocks what the tap is for: a refusal is an answer.
 * Resolves with how many messages were just allowed.
 */
export async function askConsent(...purposes: readonly NoticeUse[]): Promise<number> {
  const me = meAtHand()
  if (me === null) return 0
  const tmplIds = purposes.map((purpose) => me.templates[purpose]).filter((id) => id !== '')
  if (tmplIds.length === 0) return 0
  try {
    const answers = (await wx.requestSubscribeMessage({ tmplIds })) as unknown as Record<string, string>
    const accepted = tmplIds.filter((id) => answers[id] === 'accept')
    // Not waited for: the count may arrive a moment after the booking, the booking must not wait for it.
    noteAllowed(accepted)
    if (accepted.length > 0)
      call('consent.record', { accepted }, { onRetry: () => undefined }).catch(() => undefined)
    return accepted.length
  } catch (refused) {
    console.info('requestSubscribeMessage', refused)
    return 0
  }
}

/**
 * One message more, at a tap that is for nothing else. Who refused for good isn't asked, and would see nothing happen: what
 * to do about it is said.
 */
export async function askForReminder(purpose: NoticeUse): Promise<number> {
  const allowed = await askConsent(purpose)
  if (allowed === 0) void wx.showToast({ title: controlWords().noReminder, icon: 'none', duration: 4000 })
  return allowed
}

let kept: readonly string[] = []

/** Learns for which messages somebody chose 总是保持以上选择 with 允许: asking for those shows nothing. */
export async function learnKeptAnswers(): Promise<void> {
  try {
    const { subscriptionsSetting } = await wx.getSetting({ withSubscriptions: true })
    const { mainSwitch, itemSettings = {} } = subscriptionsSetting
    const answers = itemSettings as unknown as Record<string, string>
    kept = mainSwitch ? Object.keys(answers).filter((id) => answers[id] === 'accept') : []
  } catch (failure) {
    console.info('getSetting', failure)
    kept = []
  }
}

/** One message more, at a tap that is for something else: only where the answer was kept, so that nobody is asked. */
export function askQuietly(purpose: NoticeUse): void {
  const id = meAtHand()?.templates[purpose]
  if (id !== undefined && kept.indexOf(id) >= 0) void askConsent(purpose)
}
