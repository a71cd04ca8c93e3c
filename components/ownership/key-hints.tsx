const HINTS: [keys: string[], means: string][] = [
  [['j', 'k'], 'move'],
  [['enter'], 'open'],
  [['x'], 'select'],
  [['a'], 'accept suggestion'],
  [['e'], 'someone else'],
  [['r'], 'reject'],
  [['u'], 'undo'],
]

/** The keys that matter most, and where the rest are listed. */
export function KeyHints({ onAll }: { onAll: () => void }) {
  return (
    <p className="key-hints">
      {HINTS.map(([keys, means]) => (
        <span key={means}>
          {keys.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}{' '}
          {means}
        </span>
      ))}
      <button type="button" className="button plain" onClick={onAll}>
        <kbd>?</kbd> all keys
      </button>
    </p>
  )
}
