import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { watchUse } from './api/use'
import App from './shell/App.vue'
import { queries } from './queries'
import { router } from './router'
import './styles/base.css'

watchUse(window)
createApp(App).use(router).use(VueQueryPlugin, { queryClient: queries }).mount('#console')
