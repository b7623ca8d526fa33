import styles from './gallery.module.css'
import { Row, Section } from './Section.tsx'

const pairs = [
  ['page', 'ink'],
  ['page', 'ink-soft'],
  ['surface', 'ink'],
  ['surface', 'ink-soft'],
  ['sunken', 'ink-soft'],
  ['raised', 'ink-soft'],
  ['accent', 'on-accent'],
  ['accent-hover', 'on-accent'],
  ['accent-soft', 'accent-ink'],
  ['page', 'accent-ink'],
  ['danger', 'on-danger'],
  ['danger-soft', 'danger-ink'],
  ['page', 'danger-ink'],
  ['warning-soft', 'warning-ink'],
  ['page', 'warning-ink'],
] as const

export function ColoursSection() {
  return (
    <Section title="Colours">
      <Row>
        {pairs.map(([ground, text]) => (
          <div
            key={ground + text}
            className={styles.swatch}
            style={{ background: `var(--${ground})`, color: `var(--${text})` }}
          >
            {text} on {ground}
          </div>
        ))}
      </Row>
      <h1>28 Title of a page</h1>
      <h2>20 Title of a part</h2>
      <h3>16 Title of a card</h3>
      <p style={{ fontSize: 16 }}>16 Body of a form: Lee gets a mail with a link that works for 7 days.</p>
      <p style={{ fontSize: 14 }}>14 Body of a table: Lee gets a mail with a link that works for 7 days.</p>
      <p style={{ fontSize: 12 }}>12 Small print: Lee gets a mail with a link that works for 7 days.</p>
    </Section>
  )
}
