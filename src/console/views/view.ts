import type { Session } from '../contract.ts'
import type { Route } from '../route.ts'

/** What every view gets. */
export type ViewProps = { route: Route; session: Session }
