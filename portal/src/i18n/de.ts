import { faults } from '@portico/messages/de/faults.ts'
import { portal } from '@portico/messages/de/portal.ts'

export const catalogue = { ...portal, ...faults }
