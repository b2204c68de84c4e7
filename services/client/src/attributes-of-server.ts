import { definitionAttribute } from '@octavo/orchestrators/model';
import { type Client, ServiceError } from '@temporalio/client';
import { OctavoError } from './octavo-error';

/** Whether the namespace has the search attribute that names definitions; true where the server does not tell. */
export async function hasDefinitionAttribute({ connection, options: { namespace } }: Client): Promise<boolean> {
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    return customAttributes?.[definitionAttribute.name] !== undefined;
  } catch {
    return true;
  }
}

/** Whether a call failed because the server does not know a search attribute of ours. */
export function isUnknownAttribute(error: unknown): boolean {
  return (
    error instanceof ServiceError && /search attribute|Octavo(Definition|Version|WaitingFor)/.test(String(error.cause))
  );
}

/** Runs cannot be listed by their definition. */
export function attributeMissing({ options: { namespace } }: Client, cause: unknown): OctavoError {
  const { name } = definitionAttribute;
  const message = [
    `the namespace ${namespace} does not have the search attribute ${name}, so its runs cannot be listed by their definition.`,
    'A worker of Octavo that may do so registers it when it starts; so does',
    `\`temporal operator search-attribute create --namespace ${namespace} --name ${name} --type Keyword\``,
  ].join(' ');
  return new OctavoError('REQUEST_REFUSED', message, { cause });
}
