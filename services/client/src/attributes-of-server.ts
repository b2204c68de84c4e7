import { definitionAttribute } from '@octavo/orchestrators/model';
import { type Client, ServiceError } from '@temporalio/client';
import { OctavoError } from './octavo-error';

/** Whether the namespace has the search attribute for definitions; true if the server does not answer. */
export async function hasDefinitionAttribute({ connection, options: { namespace } }: Client): Promise<boolean> {
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    return customAttributes?.[definitionAttribute.name] !== undefined;
  } catch {
    return true;
  }
}

/** Whether a call failed because the server does not have one of Octavo's search attributes. */
export function isUnknownAttribute(error: unknown): boolean {
  return (
    error instanceof ServiceError && /search attribute|Octavo(Definition|Version|WaitingFor)/.test(String(error.cause))
  );
}

/** The error for a list of runs by definition without the search attribute. */
export function attributeMissing({ options: { namespace } }: Client, cause: unknown): OctavoError {
  const { name } = definitionAttribute;
  const message = [
    `the namespace ${namespace} does not have the search attribute ${name}, so its runs cannot be listed by their definition.`,
    'Start an Octavo worker that has the permission to register it, or run',
    `\`temporal operator search-attribute create --namespace ${namespace} --name ${name} --type Keyword\``,
  ].join(' ');
  return new OctavoError('REQUEST_REFUSED', message, { cause });
}
