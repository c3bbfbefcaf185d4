import type { ComponentType } from 'preact'
import { Load, useLoaded } from './load.tsx'

/** A view whose code is only fetched when somebody opens it. */
export function lazyView<P extends object>(
  name: string,
  load: () => Promise<ComponentType<P>>,
): ComponentType<P> {
  return function LazyView(props: P) {
    const [loaded, retry] = useLoaded(name, async () => ({ View: await load() }))
    return (
      <Load loaded={loaded} retry={retry}>
        {({ View }) => <View {...props} />}
      </Load>
    )
  }
}
