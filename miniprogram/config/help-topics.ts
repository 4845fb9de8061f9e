/** The common questions (pages/help/questions), by what a refusal or a page may point to. */
export const HELP_TOPICS = [
  'booking',
  'days',
  'gates',
  'fee',
  'waiting',
  'change',
  'duplicate',
  'inside',
  'pass',
  'companions',
  'activity',
  'walkIn',
  'standing',
  'emergency',
  'elsewhere',
  'privacy',
] as const

export type HelpTopic = (typeof HELP_TOPICS)[number]
