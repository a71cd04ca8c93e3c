/** Something secret that is shown now and never again. */
export function ShownOnce({ title, secret }: { title: string; secret: string }) {
  return (
    <div className="panel secret" role="status">
      <p>
        <b>{title} It is shown now and never again:</b>
      </p>
      <p>
        <code>{secret}</code>
      </p>
    </div>
  )
}
