import { runTool } from './setup/run-tool.mjs'

/** `npm run deploy -- --env <id> [--plan]`: arguments go to scripts/deploy.ts, which needs the packages to begin at all. */
await runTool('scripts/deploy.ts')
