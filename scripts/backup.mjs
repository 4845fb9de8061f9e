import { runTool } from './setup/run-tool.mjs'

/** `npm run backup -- <folder>`, `npm run restore -- <folder>`: arguments go to local/backup/cli.ts. */
await runTool('local/backup/cli.ts')
