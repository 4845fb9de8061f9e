import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'
import { sentenceOf } from '../api/api-error'
import { campusAddress, readSession } from '../api/session'

/**
 * The way through the campus's own provider. `over`: what stands on the page must stay, so that the provider opens beside it;
 * whoever comes back from there is signed in here too.
 */
export function useCampusSignIn(over: boolean): { failure: Ref<string>; go: () => Promise<void> } {
  const failure = ref('')

  async function go(): Promise<void> {
    failure.value = ''
    try {
      const address = await campusAddress()
      if (over) window.open(address, '_blank')
      else location.assign(address)
    } catch (thrown) {
      failure.value = sentenceOf(thrown)
    }
  }

  // Nothing came back: the page says so when somebody does something.
  const look = (): void => void readSession().catch(() => undefined)
  onMounted(() => over && window.addEventListener('focus', look))
  onBeforeUnmount(() => window.removeEventListener('focus', look))
  return { failure, go }
}
