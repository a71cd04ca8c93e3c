const DAYS_BY_KIND: Record<string, number> = {
  retry: 7,
  'transaction-boundary': 7,
  'concurrency-control': 14,
  idempotency: 14,
  caching: 14,
  'state-machine': 14,
  'api-contract': 30,
}

const OTHERS_DAYS = 14

/** A decision is soon overdue so many days before. */
export const SOON_DAYS = 7

/** What an organisation asks of itself; a constant until organisations differ. */
export const POLICY = {
  /** An acceptance ends after this, unless it says otherwise, and never later than the most. */
  acceptanceDays: 90,
  acceptanceDaysAtMost: 366,
  /** `expiring` in the queue: so many days before. */
  expiringDays: 14,
  /** `expired`: announced for so many days after. */
  announcedDays: 14,
  /**
   * A decision is due to have an owner this many days after it was introduced, and no earlier than
   * after its repository became known here.
   */
  targetDays: (decisionKind: string | null): number =>
    DAYS_BY_KIND[decisionKind ?? ''] ?? OTHERS_DAYS,
  kinds: Object.keys(DAYS_BY_KIND),
  /** All targets there are. */
  targets: [...new Set([...Object.values(DAYS_BY_KIND), OTHERS_DAYS])],
} as const
