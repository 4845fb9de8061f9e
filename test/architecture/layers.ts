import type { Arrow } from './import-graph'

/**
 * Who may import whom: the directions of docs/architecture.md as a table. The first row whose folder holds a file
 * is its row. A folder may always import itself; `types:` allows `import type` only, so nothing of it ships.
 */
const layers: { folder: string; mayImport: string[] }[] = [
  // numbers abroad have no rule that fits a page
  { folder: 'miniprogram/domain', mayImport: ['npm:libphonenumber-js'] },
  { folder: 'miniprogram/actions.ts', mayImport: [] },
  // Every sentence for people. The domain makes none; whoever shows one takes it from here.
  { folder: 'miniprogram/locales', mayImport: ['miniprogram/domain'] },
  { folder: 'miniprogram/config', mayImport: ['miniprogram/domain'] },
  {
    folder: 'miniprogram/api',
    mayImport: [
      'miniprogram/actions.ts',
      'miniprogram/domain',
      'miniprogram/locales',
      'miniprogram/config',
      'types:contract',
    ],
  },
  {
    // pages, components, app.ts and what is kept on the phone
    folder: 'miniprogram',
    mayImport: [
      'miniprogram',
      'types:contract',
      'npm:tdesign-miniprogram',
      'npm:tweetnacl',
      'npm:qrcode-generator',
      'npm:qr',
    ],
  },
  { folder: 'contract', mayImport: ['miniprogram/actions.ts', 'miniprogram/domain', 'npm:zod'] },

  { folder: 'cloudfunctions/platform', mayImport: ['miniprogram/domain', 'npm:', 'node:'] },
  {
    folder: 'cloudfunctions/stores',
    mayImport: ['miniprogram/locales/zh', 'miniprogram/domain', 'cloudfunctions/platform', 'node:'],
  },
  {
    folder: 'cloudfunctions/usecases',
    mayImport: [
      'miniprogram/actions.ts',
      'miniprogram/domain',
      'miniprogram/locales/zh',
      'cloudfunctions/locales',
      'cloudfunctions/platform',
      'cloudfunctions/stores',
      'types:contract',
      'node:',
    ],
  },
  {
    // one way from a call to its use case, whoever calls
    folder: 'cloudfunctions/dispatch',
    mayImport: [
      'miniprogram/actions.ts',
      'miniprogram/domain',
      'cloudfunctions/platform',
      'cloudfunctions/stores',
      'cloudfunctions/usecases',
      'npm:zod',
      'node:',
    ],
  },
  // words of what runs beside the functions; what is shown on a phone as well is named as there
  { folder: 'cloudfunctions/locales', mayImport: ['miniprogram/domain', 'miniprogram/locales/zh'] },
  {
    // the entries: api, gate, console, timer
    folder: 'cloudfunctions',
    mayImport: [
      'miniprogram/actions.ts',
      'miniprogram/domain',
      'miniprogram/locales',
      'cloudfunctions/platform',
      'cloudfunctions/stores',
      'cloudfunctions/usecases',
      'cloudfunctions/dispatch',
      'contract',
      'npm:zod',
      'node:',
    ],
  },
  {
    // its build runs in Node; what it builds knows the rules, the sentences and who may do what
    folder: 'console',
    mayImport: [
      'miniprogram/actions.ts',
      'miniprogram/domain',
      'miniprogram/locales',
      // what guards, desks, approvers and the office read on the phone too
      'miniprogram/staff/locales',
      'types:contract',
      'npm:',
    ],
  },

  // The cloud's stand-in knows CloudBase and nothing of what runs on it; the preview reads pages as files.
  { folder: 'local/cloud', mayImport: ['npm:', 'node:'] },
  // The management API's stand-in knows what Tencent Cloud documents and nothing of who calls it.
  { folder: 'local/cloud-management', mayImport: ['npm:', 'node:'] },
  {
    // which calls change something, so that other phones look
    folder: 'local/preview/stage',
    mayImport: ['miniprogram/actions.ts', 'local/preview', 'types:local/gate-simulator'],
  },
  {
    folder: 'local/preview',
    mayImport: ['types:local/cloud', 'types:local/gate-simulator', 'npm:', 'node:'],
  },
  {
    folder: 'local/demo',
    mayImport: [
      'miniprogram/domain',
      'miniprogram/locales/zh',
      'types:contract',
      'cloudfunctions/stores',
      'cloudfunctions/platform',
      'npm:',
      'node:',
    ],
  },
  // Gate hardware knows the contract and nothing of what answers it.
  {
    folder: 'local/gate-simulator',
    mayImport: ['miniprogram/domain', 'miniprogram/locales/zh', 'contract', 'npm:', 'node:'],
  },
  {
    // the office's command line: use cases, against whichever cloud the environment names; it reads files as the console does
    folder: 'local/campus',
    mayImport: [
      'local',
      'miniprogram/domain',
      'miniprogram/locales/zh',
      'cloudfunctions',
      'console/sheet',
      'npm:',
      'node:',
    ],
  },
  {
    // what is kept of an environment, against whichever cloud the environment names
    folder: 'local/backup',
    mayImport: ['local', 'cloudfunctions/platform', 'cloudfunctions/stores', 'npm:', 'node:'],
  },
  {
    // records as they are stored, and keys that are exchanged
    folder: 'local/rekey',
    mayImport: ['local', 'cloudfunctions/platform', 'node:'],
  },
  {
    folder: 'local/fitting-keys.ts',
    mayImport: [
      'cloudfunctions/platform',
      'cloudfunctions/stores',
      'cloudfunctions/usecases/visit/identity-hashes.ts',
    ],
  },
  { folder: 'local/records.ts', mayImport: ['cloudfunctions/platform', 'npm:'] },
  { folder: 'local', mayImport: ['local', 'scripts/build', 'types:contract', 'npm:', 'node:'] },
  // A deployment makes the keys that the functions read, and understands what the timer answers to its check.
  {
    folder: 'scripts/deploy',
    mayImport: [
      'scripts/deploy',
      'scripts/setup',
      'cloudfunctions/platform',
      'types:cloudfunctions/usecases/notice',
      'npm:',
      'node:',
    ],
  },
  // The privacy guide says how long things are kept, as the shipped settings have it, and which version it is.
  { folder: 'scripts/privacy.ts', mayImport: ['scripts/privacy', 'cloudfunctions/stores'] },
  {
    folder: 'scripts/privacy',
    mayImport: [
      'types:cloudfunctions/stores',
      'cloudfunctions/platform/audit.ts',
      'miniprogram/domain/visit/privacy.ts',
    ],
  },
  { folder: 'scripts', mayImport: ['scripts', 'contract', 'npm:', 'node:'] },
  {
    // what is counted are the calls of the tests, in their campus; pages are measured in the tests' browser
    folder: 'bench',
    mayImport: [
      'miniprogram',
      'contract',
      'cloudfunctions',
      'local',
      'test/budget',
      'test/functions',
      'test/browser.ts',
      'test/demo-campus.ts',
      'test/journeys/screens',
      'npm:',
      'node:',
    ],
  },
  {
    folder: 'test',
    mayImport: [
      'miniprogram',
      'contract',
      'cloudfunctions',
      'console',
      'local',
      'bench',
      'scripts',
      'npm:',
      'node:',
    ],
  },
]

/** The arrows that no row allows, as sentences. */
export function wrongArrows(arrows: Arrow[]): string[] {
  return arrows
    .filter((arrow) => !allowed(arrow))
    .map(({ from, to, line }) => `${from}:${line} must not import ${to}`)
}

function allowed({ from, to, typeOnly }: Arrow): boolean {
  const layer = layers.find(({ folder }) => isIn(folder, from))
  if (!layer) return false
  // the more precise row: pages are in miniprogram/, and so is domain/, which has a row of its own
  if (layers.find(({ folder }) => isIn(folder, to)) === layer && isIn(layer.folder, to)) return true
  return layer.mayImport.some((place) =>
    place.startsWith('types:') ? typeOnly && isIn(place.slice('types:'.length), to) : isIn(place, to),
  )
}

const isIn = (place: string, file: string) =>
  place.endsWith(':') ? file.startsWith(place) : file === place || file.startsWith(`${place}/`)

/** One list of subjects, the same in every layer: a new line knows its folder. */
export const SUBJECTS = [
  ...['visit', 'gate', 'pass', 'vehicle', 'parking', 'blacklist', 'account', 'invitation', 'activity'],
  ...['walk-in', 'standing-pass', 'emergency', 'face', 'file', 'campus', 'notice', 'audit'],
]
