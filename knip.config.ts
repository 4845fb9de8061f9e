import type { KnipConfig } from 'knip'
import { programFor } from './scripts/check/programs.mjs'
import { unitScripts } from './scripts/program-units.mjs'

/** What is in use begins here: whatever no entry reaches is unused, file, export or package. */
const config: KnipConfig = {
  entry: [
    // the Mini Program: what its app.json and the JSON of its components name
    ...unitScripts(),
    'cloudfunctions/*/index.ts',
    'console/main.ts',
    // programs that are run by their path; package.json names the others
    ...programFor([]).flatMap(({ file }) => (file.startsWith('scripts/') ? [file] : [])),
    'scripts/{deploy,gate-sounds,tab-icons}.ts',
    'local/seed.ts',
    'local/backup/cli.ts',
    'local/campus/{cli,audit-verify}.ts',
    'local/rekey/cli.ts',
    'local/cloud/serve.ts',
    'local/gate-simulator/cli.ts',
    // bundled for the processes of a test
    'test/functions/instance.ts',
    // bundled for the browser
    'local/preview/runtime/main.ts',
    'local/preview/stage/stage.ts',
    'bench/index.ts',
    'bench/guard-phone.ts',
    'test/**/*.{test,spec}.ts',
    'test/journeys/{screens,console-screens,pictures}.ts',
    // put together for a process of its own
    'test/functions/instance.ts',
    'test/local/cloud/{crash-writer,probe/index}.ts',
    'test/local/preview/fixture/**/*.ts',
    'test/simulate/*.cjs',
    'test/deploy/redirected.ts',
    'vitest.mutate.config.ts',
  ],
  project: ['{miniprogram,contract,cloudfunctions,console,local,scripts,bench,test}/**/*.{ts,mjs,cjs,vue}'],
  ignoreIssues: {
    // the table of actions is one interface, whole
    'miniprogram/actions.ts': ['exports', 'types'],
    // a test has it called in a process of its own
    'scripts/build/fresh.mjs': ['exports'],
  },
  // made by a test, from the OpenAPI document
  ignoreUnresolved: ['./gate-api.js'],
  ignoreDependencies: [
    // used by path or name, not by an import
    'tdesign-miniprogram',
    'miniprogram-compiler',
    'lucide-static',
    '@fontsource/noto-sans-sc',
    'jest',
    'jest-environment-jsdom',
    'vue-tsc',
    'axe-core',
    // come with eslint and jest
    '@eslint/js',
    '@jest/globals',
  ],
  treatConfigHintsAsErrors: true,
}
export default config
