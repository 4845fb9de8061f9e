import { SHIPPED_TERMS, type Tariff } from '../../domain/parking/tariff'

/** The version a campus starts with, by the name under which the office finds it. */
export const SHIPPED_TARIFF: Tariff = { ...SHIPPED_TERMS, label: '示例，待保卫处配置' }
