import type { claimWords as zh } from '../zh/standing'

export const claimWords: typeof zh = {
  title: 'Long-term pass',
  labels: {
    heading: 'With your mobile number',
    lead: 'If the unit you work with applied for a long-term pass with your mobile number, you can get its code here.',
    note: "Only used to check that it is you; if you enter with an ID card or a plate, you don't need this",
    get: 'Use my WeChat number',
    open: 'See the pass',
  },
  claimed: (count) =>
    `You now have ${count} long-term ${count === 1 ? 'pass' : 'passes'}; see ${count === 1 ? 'it' : 'them'} under Bookings`,
  none: "No long-term pass has this mobile number. Please check the number with the unit that applied, or wait for the security office's approval",
}
