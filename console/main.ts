import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { watchUse } from './api/use'
import App from './shell/App.vue'
import { watchPageFiles } from './shell/page-files'
import { queries } from './queries'
import { router } from './router'
import './styles/base.css'

watchUse(window)
watchPageFiles(window, router)
createApp(App).use(router).use(VueQueryPlugin, { queryClient: queries }).mount('#console')
