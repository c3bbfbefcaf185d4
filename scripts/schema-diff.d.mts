export function schemaDrift(): Promise<string>
