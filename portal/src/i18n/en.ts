import { faults } from '@portico/messages/en/faults.ts'
import { portal } from '@portico/messages/en/portal.ts'

export const catalogue = { ...portal, ...faults }
