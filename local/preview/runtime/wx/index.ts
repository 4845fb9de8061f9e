import { account } from './account'
import { camera } from './camera'
import { cloud } from './cloud'
import { device } from './device'
import { files } from './files'
import { interaction } from './interaction'
import { location } from './location'
import { media } from './media'
import { navigation } from './navigation'
import { network } from './network'
import { plate } from './plate'
import { privacy } from './privacy'
import { program } from './program'
import { scan } from './scan'
import { settings } from './settings'
import { sound } from './sound'
import { storage } from './storage'
import { subscribe } from './subscribe'
import { canIUse, system } from './system'
import { vision } from './vision'

/** Everything the preview offers as `wx`. */
const offered: Record<string, unknown> = {
  ...account,
  ...camera,
  ...device,
  ...files,
  ...interaction,
  ...location,
  ...media,
  ...navigation,
  ...network,
  ...plate,
  ...privacy,
  ...program,
  ...scan,
  ...settings,
  ...sound,
  ...storage,
  ...subscribe,
  ...system,
  ...vision,
  cloud: loudly('wx.cloud', cloud),
  env: { USER_DATA_PATH: 'wxfile://usr' },
  canIUse: (name: string) => canIUse(offered, name),
}

/** Asking for something that isn't there says so on the console, by name, every first time. */
function loudly<T extends object>(name: string, target: T): T {
  const told = new Set<string>()
  return new Proxy(target, {
    get(own, key) {
      if (typeof key === 'string' && !(key in own) && key !== 'then' && !told.has(key)) {
        told.add(key)
        console.error(`${name}.${key} is not provided by the preview`)
      }
      return Reflect.get(own, key)
    },
  })
}

export function installWx(): void {
  Object.assign(globalThis, { wx: loudly('wx', offered) })
}
