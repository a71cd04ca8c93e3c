import { Dialog } from './dialog'

const KEYS: [keys: string[], means: string][] = [
  [['j', 'k'], 'next and previous group'],
  [['enter'], 'open the group: its first decision, its code, its record'],
  [['n', 'p'], 'next and previous decision of the group'],
  [['esc'], 'back to the groups'],
  [['x'], 'select the group, for one act on several'],
  [['X'], 'select every group of this page, or none'],
  [['a'], 'accept what is suggested'],
  [['e'], 'someone else owns it'],
  [['h'], 'hand on: ask another team or person'],
  [['r'], 'reject: it must go'],
  [['t'], 'accept it as it is until a day'],
  [['u'], 'undo the last act, then the one before'],
  [['?'], 'this list'],
]

/** All keys of the inbox. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className="key-list">
        {KEYS.map(([keys, means]) => (
          <div key={means}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">Keys are off while you type. Everything is also a button or a link.</p>
    </Dialog>
  )
}
