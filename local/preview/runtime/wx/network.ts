import { isOffline, onSwitches } from '../phone'
import { api, signal } from './api'

interface NetworkStatus {
  isConnected: boolean
  networkType: 'wifi' | 'none'
}

const status = (): NetworkStatus => ({
  isConnected: !isOffline(),
  networkType: isOffline() ? 'none' : 'wifi',
})
const changes = signal<NetworkStatus>()

let connected: boolean | null = null
onSwitches(({ offline }) => {
  if (connected !== !offline) changes.emit(status())
  connected = !offline
})

export const network = {
  getNetworkType: api('getNetworkType', () => ({ networkType: status().networkType })),
  onNetworkStatusChange: changes.on,
  offNetworkStatusChange: changes.off,
}
