import type { Sent, SubscribeMessage } from '../../../cloudfunctions/platform/subscribe-messages'

/** What people were sent: everybody has agreed to everything. `told`: who was told of what, as the outbox wrote it. */
export const board = {
  sent: [] as SubscribeMessage[],
  told: new Set<string>(),
  clear(): void {
    board.sent.length = 0
    board.told.clear()
  },
  async sendSubscribeMessage(message: SubscribeMessage): Promise<Sent> {
    board.sent.push(message)
    return { result: 'sent', code: null }
  },
}
