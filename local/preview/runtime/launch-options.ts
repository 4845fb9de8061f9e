/** WeChat's scene for "opened from the list of recently used programs". */
export const SCENE_LIST = 1001

/** How the program was started: known once `launch` has run. */
export const launchOptions = {
  path: '',
  query: {} as Record<string, string>,
  scene: SCENE_LIST,
  referrerInfo: {},
  shareTicket: undefined,
}
