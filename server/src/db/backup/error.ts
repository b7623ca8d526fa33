/** A reason why a backup cannot be written or read. `advice` says what the operator does about it. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
  readonly advice: string

  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options)
    this.advice = advice
  }
}

/** The message of anything thrown, for embedding in a sentence. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
