import type { Component } from 'vue'
import type { Me } from '../contract'
import { figureWords } from '../miniprogram/locales/zh/figures'
import { dayListWords } from './locales/zh/day-list'
import { boardWords } from './locales/zh/board'
import { passagesWords, recordsWords, searchWords } from './locales/zh/records'
import { auditWords } from './locales/zh/audit'
import { erasuresWords } from './locales/zh/erasures'
import { approvalsWords } from './locales/zh/approvals'
import { deputyPageWords } from './locales/zh/deputy'
import { releasesWords } from './locales/zh/releases'
import { sessionsWords } from './locales/zh/sessions'
import { accountRequestsWords, accountsWords } from './locales/zh/accounts'
import { blacklistWords } from './locales/zh/blacklist'
import { insideWords } from './locales/zh/inside'
import { settingsWords } from './locales/zh/settings'
import { contactsWords, devicesWords, dutiesWords, gatesWords, trafficWords } from './locales/zh/places'
import { purposesWords } from './locales/zh/purposes'
import { conflictsWords, emergencyWords, vehiclesWords } from './locales/zh/desk'
import { activitiesWords } from './locales/zh/activities'
import { importWords } from './locales/zh/import'
import { standingPassesWords } from './locales/zh/standing-passes'
import { quotasWords } from './locales/zh/walk-ins'
import { staffWords } from './locales/zh/staff'
import { noticesWords } from './locales/zh/notices'
import { tariffWords } from './locales/zh/tariff'

/** A page of the console: its address, where the menu has it, and for whom. */
export interface ConsolePage {
  path: string
  title: string
  group: 'approvals' | 'office' | 'rules' | 'account'
  isFor: (me: Me) => boolean
  component: () => Promise<{ default: Component }>
}

/** In the order of the menu; the first that is for somebody is where they begin. */
export const PAGES: readonly ConsolePage[] = [
  {
    path: '/approvals',
    title: approvalsWords.title,
    group: 'approvals',
    isFor: ({ approver }) => approver !== null,
    component: () => import('./pages/approvals/ApprovalsPage.vue'),
  },
  {
    path: '/releases',
    title: releasesWords.title,
    group: 'approvals',
    isFor: ({ approver }) => approver !== null,
    component: () => import('./pages/approvals/ReleasesPage.vue'),
  },
  {
    path: '/board',
    title: boardWords.title,
    group: 'office',
    isFor: ({ office, desk }) => office !== null || desk !== null,
    component: () => import('./pages/campus/BoardPage.vue'),
  },
  {
    path: '/search',
    title: searchWords.title,
    group: 'office',
    isFor: ({ office, desk }) => office !== null || desk !== null,
    component: () => import('./pages/records/SearchPage.vue'),
  },
  {
    path: '/records',
    title: recordsWords.title,
    group: 'office',
    isFor: ({ office, desk }) => office !== null || desk !== null,
    component: () => import('./pages/records/RecordsPage.vue'),
  },
  {
    path: '/passages',
    title: passagesWords.title,
    group: 'office',
    isFor: ({ office, desk }) => office !== null || desk !== null,
    component: () => import('./pages/records/PassagesPage.vue'),
  },
  {
    path: '/day-list',
    title: dayListWords.title,
    group: 'office',
    isFor: ({ office, desk }) => office !== null || desk !== null,
    component: () => import('./pages/records/DayListPage.vue'),
  },
  {
    path: '/activities',
    title: activitiesWords.title,
    group: 'approvals',
    isFor: ({ approver, office }) => approver !== null || office !== null,
    component: () => import('./pages/activity/ActivitiesPage.vue'),
  },
  {
    path: '/standing-passes',
    title: standingPassesWords.title,
    group: 'approvals',
    isFor: ({ approver, office }) => approver !== null || office !== null,
    component: () => import('./pages/standing-pass/StandingPassesPage.vue'),
  },
  {
    path: '/figures',
    title: figureWords.title,
    group: 'office',
    isFor: ({ office }) => office !== null,
    component: () => import('./pages/campus/FiguresPage.vue'),
  },
  {
    path: '/audit',
    title: auditWords.title,
    group: 'office',
    isFor: ({ office }) => office !== null,
    component: () => import('./pages/audit/AuditPage.vue'),
  },
  {
    path: '/erasures',
    title: erasuresWords.title,
    group: 'office',
    isFor: ({ office }) => office !== null,
    component: () => import('./pages/account/ErasuresPage.vue'),
  },
  {
    path: '/account-requests',
    title: accountRequestsWords.title,
    group: 'office',
    isFor: ({ office }) => office !== null,
    component: () => import('./pages/account/AccountRequestsPage.vue'),
  },
  {
    path: '/accounts',
    title: accountsWords.title,
    group: 'office',
    isFor: ({ office }) => office !== null,
    component: () => import('./pages/account/AccountsPage.vue'),
  },
  {
    path: '/blacklist',
    title: blacklistWords.title,
    group: 'office',
    isFor: ({ office }) => office !== null,
    component: () => import('./pages/blacklist/BlacklistPage.vue'),
  },
  {
    path: '/inside',
    title: insideWords.title,
    group: 'office',
    isFor: ({ office, desk }) => office !== null || desk !== null,
    component: () => import('./pages/campus/InsidePage.vue'),
  },
  {
    path: '/vehicles',
    title: vehiclesWords.title,
    group: 'office',
    isFor: ({ office, desk }) => office !== null || desk !== null,
    component: () => import('./pages/vehicle/VehiclesPage.vue'),
  },
  {
    path: '/emergency',
    title: emergencyWords.title,
    group: 'office',
    isFor: ({ office, desk }) => office !== null || desk !== null,
    component: () => import('./pages/emergency/EmergencyPage.vue'),
  },
  {
    path: '/conflicts',
    title: conflictsWords.title,
    group: 'office',
    isFor: ({ office }) => office !== null,
    component: () => import('./pages/gate/ConflictsPage.vue'),
  },
  {
    path: '/settings',
    title: settingsWords.title,
    group: 'rules',
    isFor: ({ office }) => office !== null,
    component: () => import('./pages/rules/SettingsPage.vue'),
  },
  {
    path: '/tariff',
    title: tariffWords.title,
    group: 'rules',
    isFor: ({ office }) => office !== null,
    component: () => import('./pages/rules/TariffPage.vue'),
  },
  {
    path: '/gates',
    title: gatesWords.title,
    group: 'rules',
    isFor: ({ office }) => office !== null,
    component: () => import('./pages/places/GatesPage.vue'),
  },
  {
    path: '/purposes',
    title: purposesWords.title,
    group: 'rules',
    isFor: ({ office }) => office !== null,
    component: () => import('./pages/places/PurposesPage.vue'),
  },
  {
    path: '/walk-in-quotas',
    title: quotasWords.title,
    group: 'rules',
    isFor: ({ office }) => office !== null,
    component: () => import('./pages/walk-in/QuotasPage.vue'),
  },
  {
    path: '/traffic',
    title: trafficWords.title,
    group: 'rules',
    isFor: ({ office }) => office !== null,
    component: () => import('./pages/places/TrafficPage.vue'),
  },
  {
    path: '/devices',
    title: devicesWords.title,
    group: 'rules',
    isFor: ({ office }) => office !== null,
    component: () => import('./pages/places/DevicesPage.vue'),
  },
  {
    path: '/duties',
    title: dutiesWords.title,
    group: 'rules',
    isFor: ({ office }) => office !== null,
    component: () => import('./pages/places/DutiesPage.vue'),
  },
  {
    path: '/contacts',
    title: contactsWords.title,
    group: 'rules',
    isFor: ({ office }) => office !== null,
    component: () => import('./pages/places/ContactsPage.vue'),
  },
  {
    path: '/staff',
    title: staffWords.title,
    group: 'rules',
    isFor: ({ office }) => office !== null,
    component: () => import('./pages/staff/StaffPage.vue'),
  },
  {
    path: '/import',
    title: importWords.title,
    group: 'rules',
    isFor: ({ office }) => office !== null,
    component: () => import('./pages/import/ImportPage.vue'),
  },
  {
    path: '/notices',
    title: noticesWords.title,
    group: 'rules',
    isFor: ({ office }) => office !== null,
    component: () => import('./pages/notice/NoticesPage.vue'),
  },
  {
    path: '/deputy',
    title: deputyPageWords.title,
    group: 'account',
    isFor: ({ approver }) => approver !== null,
    component: () => import('./pages/account/DeputyPage.vue'),
  },
  {
    path: '/sessions',
    title: sessionsWords.title,
    group: 'account',
    isFor: () => true,
    component: () => import('./pages/account/SessionsPage.vue'),
  },
]

export const pagesFor = (me: Me): ConsolePage[] => PAGES.filter(({ isFor }) => isFor(me))
