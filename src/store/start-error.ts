/** Why the service cannot start, in one sentence for the person who starts it. */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartError'
  }
}

/** Another live process has the embedded database open. */
export class DirectoryInUse extends StartError {}
