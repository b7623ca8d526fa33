export { type Deliverer, startDeliverer } from './deliver-mail.ts'
export { formatTime, type RenderedMail, renderMail } from './render-mail.ts'
export { type TemplateName, templates } from './templates.ts'
export { mailboxTransport, smtpTransport, type Transport } from './transport.ts'
