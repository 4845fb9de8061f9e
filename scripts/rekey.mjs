import { runTool } from './setup/run-tool.mjs'

/** `npm run rekey`: local/rekey/cli.ts. */
await runTool('local/rekey/cli.ts')
