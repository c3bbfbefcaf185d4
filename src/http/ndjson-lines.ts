/** Cuts a stream of bytes into lines without holding more than one of them. */

export type Line =
  | { kind: 'line'; number: number; bytes: Buffer }
  /** The line was longer than allowed; nothing of it was kept. */
  | { kind: 'too-long'; number: number }

const newline = 0x0a

/**
 * The lines of each chunk as soon as it has come, so that a sender who waits for answers gets them. Blank lines count
 * and are left out.
 *
 * @param bytesMax longest line, without its end.
 */
export async function* linesOf(
  chunks: AsyncIterable<Buffer>,
  bytesMax: number,
): AsyncGenerator<Line[]> {
  let pieces: Buffer[] = []
  let length = 0
  let number = 1

  const add = (piece: Buffer) => {
    length += piece.length
    if (length <= bytesMax) pieces.push(piece)
    else pieces = []
  }
  const take = (): Line[] => {
    const line: Line =
      length > bytesMax
        ? { kind: 'too-long', number }
        : { kind: 'line', number, bytes: Buffer.concat(pieces) }
    const isBlank = line.kind === 'line' && line.bytes.every((byte) => byte <= 0x20)
    pieces = []
    length = 0
    number++
    return isBlank ? [] : [line]
  }

  for await (const chunk of chunks) {
    const lines: Line[] = []
    let from = 0
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      add(chunk.subarray(from, at))
      lines.push(...take())
      from = at + 1
    }
    // A view would keep the whole chunk in memory for its last bytes.
    add(Buffer.from(chunk.subarray(from)))
    if (lines.length > 0) yield lines
  }
  const last = take()
  if (last.length > 0) yield last
}
