import type { claimWords as zh } from '../zh/standing'

export const claimWords: typeof zh = {
  title: 'Standing pass',
  labels: {
    heading: 'By your mobile number',
    lead: 'If the unit you work with applied for a standing pass with your mobile number, you get its code here.',
    note: 'The number only shows that it is you. With an ID card or a plate you can enter without this',
    get: 'Use my WeChat number',
    open: 'See the pass',
  },
  claimed: (count) =>
    `You have ${count} standing ${count === 1 ? 'pass' : 'passes'} now; see them under Bookings`,
  none: 'No standing pass has this mobile number. Please ask the unit which number it entered, or wait for the security office',
}
