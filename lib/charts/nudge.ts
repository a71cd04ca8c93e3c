/**
 * Moves labels apart that would overlap: each keeps at least `room` from the one above, stays
 * within [0, height], and is as near to where it wants to be as one pass down and one up allow.
 * Answers in the order given.
 */
export function nudge(wanted: readonly number[], room: number, height: number): number[] {
  const order = wanted
    .map((y, index) => ({ y, index }))
    .sort((a, b) => a.y - b.y || a.index - b.index)
  let above = Number.NEGATIVE_INFINITY
  for (const label of order) {
    label.y = Math.max(label.y, above + room)
    above = label.y
  }
  let below = Math.max(height, room * (order.length - 1)) + room
  for (const label of order.reverse()) {
    label.y = Math.min(label.y, below - room)
    below = label.y
  }
  const result = new Array<number>(wanted.length).fill(0)
  for (const label of order) result[label.index] = label.y
  return result
}
