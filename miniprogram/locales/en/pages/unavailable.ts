import type { unavailableWords as zh } from '../../zh/pages/unavailable'

export const unavailableWords: typeof zh = {
  title: 'Not available',
  labels: {
    sentence: 'The Mini Program is not available at present',
    advice: 'The system is not ready yet; please come back later, or contact the security office',
  },
}
