import { createRouter, createWebHashHistory } from 'vue-router'
import { PAGES } from './pages'

/** Behind the hash, so that any static hosting serves every address. What a page filters by stands in its query. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    ...PAGES.map(({ path, title, component }) => ({ path, component, meta: { title } })),
    { path: '/:rest(.*)*', name: 'start', component: () => import('./shell/StartPage.vue') },
  ],
})
