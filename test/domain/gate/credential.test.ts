import { expect, test } from 'vitest'
import { wayOf, type Credential } from '../../../miniprogram/domain/gate/credential'
import { stepOf } from '../../../miniprogram/domain/pass/pass'
import { NOW } from '../builders'
import { codeOf } from './builders'

test.each<[way: string, credential: Credential]>([
  ['plate', { plate: '桂C12345' }],
  ['face', { face: 'visit-1' }],
  ['document', { document: { kind: 'passport', number: 'E12345678' } }],
  ['document', { person: { tail: '31002X', name: '张三' } }],
  ['shortCode', { code: 'ABCD2345' }],
  ['emergencyNumber', { code: 'E-0012-K7XM', name: '张三' }],
  ['qr', { code: codeOf(stepOf(NOW)) }],
  // Whatever else was scanned is read as a pass, and is none.
  ['qr', { code: 'https://example.com' }],
])('%s: %j', (way, credential) => expect(wayOf(credential)).toBe(way))
