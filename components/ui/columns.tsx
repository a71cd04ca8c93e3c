/** Head of a table: a name for each column; those of numbers stand to the right. */
export function Columns({ of }: { of: readonly (string | { number: string })[] }) {
  return (
    <thead>
      <tr>
        {of.map((column) =>
          typeof column === 'string' ? (
            <th scope="col" key={column}>
              {column}
            </th>
          ) : (
            <th scope="col" className="n" key={column.number}>
              {column.number}
            </th>
          ),
        )}
      </tr>
    </thead>
  )
}
