import { claimWords } from '../locales/standing'

export interface ClaimState {
  busy: boolean
  /** Ids of the visits that were taken over; null: nothing was asked yet. */
  claimed: readonly string[] | null
  refused: string
}

export const initialClaim = (): ClaimState => ({ busy: false, claimed: null, refused: '' })

export interface ClaimView {
  /** The page's own texts, in the current language. */
  words: ReturnType<typeof claimWords>['labels']
  busy: boolean
  done: string
  refused: string
}

/** Taking over one's own standing passes by a phone number (spec 4.4). */
export function claimView({ busy, claimed, refused }: ClaimState): ClaimView {
  const none = claimed !== null && claimed.length === 0
  return {
    words: claimWords().labels,
    busy,
    done: claimed === null || none ? '' : claimWords().claimed(claimed.length),
    refused: none ? claimWords().none : refused,
  }
}
