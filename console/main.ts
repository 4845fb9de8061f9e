import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import App from './shell/App.vue'
import { queries } from './queries'
import { router } from './router'
import './styles/base.css'

createApp(App).use(router).use(VueQueryPlugin, { queryClient: queries }).mount('#console')
