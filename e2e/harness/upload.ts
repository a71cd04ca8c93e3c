import { expect } from '@playwright/test'

export interface Receipt {
  accepted: number
  refused: number
}

/** Uploads SARIF to a Plumbline that runs, and waits for its receipt. */
export async function upload(
  address: string,
  body: string,
  query: Record<string, string>,
): Promise<Receipt> {
  const params = new URLSearchParams({
    commit: 'c0ffee'.repeat(6),
    committedAt: '2026-11-02T00:00:00Z',
    ref: 'main',
    ...query,
  })
  const sent = await fetch(`${address}/api/v1/scans?${params}`, { method: 'POST', body })
  expect(sent.status).toBeLessThan(300)
  const { id } = (await sent.json()) as { id: string }
  let status = ''
  let receipt: Receipt = { accepted: 0, refused: 0 }
  await expect
    .poll(async () => {
      const answer = await fetch(`${address}/api/v1/scans/${id}`)
      const found = (await answer.json()) as { status: string; receipt?: Receipt }
      status = found.status
      receipt = found.receipt ?? receipt
      return status
    })
    .toMatch(/applied|refused|failed/)
  expect(status).toBe('applied')
  return receipt
}
