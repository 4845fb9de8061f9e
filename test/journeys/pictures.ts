import fs from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import sharp, { type Sharp } from 'sharp'
import { cast } from '../../local/demo'
import { allowReminders, approve } from './approval'
import { fillIn, submit } from './booking'
import { answer, openScanner, scanPhoneOf, standAtGate } from './gate'
import { APPROVER, GUARD, openJourney, VISITOR } from './journey'
import { notice, openNotice } from './sheets'

/**
 * Takes the README's pictures anew: `node --import tsx test/journeys/pictures.ts`.
 * stage.png: the stage in the middle of the job. phones.png: approval, pass and gate side by side. gates.png: a gate lane
 * while a car drives through.
 */
const folder = fileURLToPath(new URL('../../docs/images/', import.meta.url))
const UNIT = '计算机学院'

process.env.JOURNEY_PICTURES = '1'
// Below the repository, because the stage shows where its data is.
const journey = await openJourney(
  'pictures',
  fileURLToPath(new URL('../../artifacts/demo', import.meta.url)),
  undefined,
  { lanes: true },
)
try {
  const lin = cast.find(({ id }) => id === 'visitor-lin')
  if (lin?.prepared === undefined) throw new Error('the demo’s visitor is gone')
  const { host, document, plate } = lin.prepared
  const { album } = journey

  await allowReminders(journey, 1)
  await standAtGate(journey)
  await fillIn(journey, UNIT, {
    hostPinyin: 'qinhai',
    host,
    purpose: '因公来访',
    day: '今天',
    name: lin.name,
    document,
    phone: lin.mobile,
    plate,
    note: '参加学院的课程研讨',
  })
  await submit(journey)
  const toApprover = ['访客预约待审批提醒', '发给 韦建国']
  await notice(journey, toApprover).waitFor()
  await openNotice(journey, toApprover)
  await journey.top(APPROVER).getByText('参加学院的课程研讨').waitFor()
  const approval = await album.phone(APPROVER, 'approval')
  const stage = await album.stage('stage')

  await approve(journey)
  const toVisitor = ['访客预约审批结果通知', '已通过']
  await notice(journey, toVisitor).waitFor()
  await openNotice(journey, toVisitor)
  await journey.top(VISITOR).getByRole('button', { name: '出示通行码' }).click()
  await journey.top(VISITOR).locator('.pass__code img').waitFor()
  const pass = await album.phone(VISITOR, 'pass')
  await openScanner(journey)
  const gate = await album.phoneWhile(GUARD, 'gate', async () => {
    await scanPhoneOf(journey, lin.name)
    await answer(journey)
  })

  const { page } = journey
  await page.getByRole('tab', { name: /^校门/ }).click()
  await page.getByRole('tab', { name: '车牌相机' }).click()
  await page.locator('.pick').filter({ hasText: plate }).click()
  await page.locator('.scene[data-barrier="open"] [data-at="through"]').waitFor()
  // Under the barrier.
  await page.waitForTimeout(1500)
  const gates = await page.locator('aside').screenshot()

  await fs.mkdir(folder, { recursive: true })
  await save(sharp(stage), 'stage.png')
  await save(sharp(gates), 'gates.png')
  await save(await sideBySide([approval, pass, gate]), 'phones.png')
} finally {
  await journey.close()
}

/** Screens in a row on the stage's own paper, with room between them. */
async function sideBySide(screens: readonly string[]): Promise<Sharp> {
  const [width, height, gap] = [390, 844, 30]
  const row = sharp({
    create: {
      width: screens.length * (width + gap) + gap,
      height: height + 2 * gap,
      channels: 3,
      background: '#e6e1d7',
    },
  }).composite(screens.map((input, index) => ({ input, left: gap + index * (width + gap), top: gap })))
  return sharp(await row.png().toBuffer())
}

/** Few colours are enough for screens; the README loads faster. */
async function save(picture: Sharp, name: string): Promise<void> {
  const { size } = await picture.png({ palette: true, compressionLevel: 9, effort: 10 }).toFile(folder + name)
  console.log(`${name} ${Math.round(size / 1024)} KB`)
}
