import type { ComponentChildren } from 'preact'

type NumberTableProps = {
  /** What the table holds, for screen readers. */
  caption: string
  /** The first is of text, the others of figures. */
  columns: readonly string[]
  rows: readonly { key: string; cells: readonly ComponentChildren[] }[]
}

/** Figures in columns; scrolls by itself where it is too wide or too long, by keyboard as well. */
export function NumberTable({ caption, columns, rows }: NumberTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="number-table" aria-label={caption} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [head, ...figures] }) => (
            <tr key={key}>
              <th scope="row">{head}</th>
              {figures.map((figure, index) => (
                <td key={columns[index + 1]}>{figure}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
