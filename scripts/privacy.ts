import { SHIPPED } from '../cloudfunctions/stores/settings'
import { privacyGuide } from './privacy/collected'

/** `npm run --silent privacy > docs/privacy.md`: the text of the privacy guide, with the shipped settings. */
process.stdout.write(privacyGuide(SHIPPED))
