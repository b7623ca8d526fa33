import { pseudo } from '@portico/messages/pseudo.ts'
import { catalogue as english } from './en.ts'

export const catalogue = pseudo(english)
