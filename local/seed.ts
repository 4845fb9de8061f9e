/**
 * Writes the demo campus into the cloud that the environment names, unless it is there. A process of its own: SDK
 * and keys read the environment once, and the process that serves must not carry the functions' keys.
 */
import { cloudTarget, seedDemo } from './demo'

await seedDemo(cloudTarget())
