import type { unavailableWords as zh } from '../../zh/pages/unavailable'

export const unavailableWords: typeof zh = {
  title: 'Not available',
  labels: {
    sentence: 'Not available at present',
    advice: 'The system is not ready; please come back later or contact the security office',
  },
}
