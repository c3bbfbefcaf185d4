import { isNoteCall, noteBoardSettings, openBoard } from '../support/note-board.ts'
import { describeFaults, type FaultySystem, useFaultBench } from '../support/write-back-faults.ts'

const noteBoard: FaultySystem = {
  name: 'the note board',
  settings: (baseUrl) => noteBoardSettings(baseUrl),
  externalId: '4711',
  open: () => {
    const board = openBoard()
    return {
      respond: board.respond,
      get notes() {
        return board.notes.map((note) => ({ isPrivate: note.private, text: note.body }))
      },
      // It has no memory of its own, so a call that was repeated is seen twice.
      tags: () => board.tags.at(-1),
      fields: () => board.fields.at(-1),
      strangers: [],
    }
  },
  calls: {
    note: isNoteCall,
    tags: ({ path }) => path.endsWith('/tags'),
    fields: ({ method }) => method === 'PATCH',
  },
  inTheEnd: { tags: { tags: ['sspr'] }, fields: { fields: { topic: 'writeback' } } },
  // There it tells that the ticket was answered.
  leaveOut: ['409'],
}

describeFaults(useFaultBench([noteBoard]), noteBoard)
