import { runTool } from './setup/run-tool.mjs'

/** `npm run campus -- import staff.xlsx [--apply]`: arguments go to local/campus/cli.ts. */
await runTool('local/campus/cli.ts')
