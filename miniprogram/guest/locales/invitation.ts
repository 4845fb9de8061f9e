import { inLocale } from '../../locales/current'
import { invitationWords as en } from './en/invitation'
import { invitationWords as zh } from './zh/invitation'

/** What a guest reads who opened an invitation’s card, in the current language. */
export const invitationWords = (): typeof zh => inLocale({ zh, en })
