import { isNoteCall, noteBoardSettings, openBoard } from '../support/note-board.ts'
import { describeFaults } from '../support/write-back-faults.ts'

describeFaults({
  name: 'the note board',
  settings: (baseUrl) => noteBoardSettings(baseUrl),
  open: () => {
    const { respond, notes } = openBoard()
    return { respond, countNotes: () => notes.length }
  },
  isNoteCall,
})
