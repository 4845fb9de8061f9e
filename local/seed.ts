/**
 * Writes the demo campus, with as many people as the argument says, into the cloud that the environment names, unless it is there. A process of its own: SDK
 * and keys read the environment once, and the process that serves must not carry the functions' keys.
 */
import { cloudTarget, demoCampus, seedDemo } from './demo'

const [staff] = process.argv.slice(2).map(Number)
await seedDemo(cloudTarget(), demoCampus({ staff }))
