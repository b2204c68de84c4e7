import type { Engine } from '../../engine/engine';

/** Where the Temporal UI has the run of the demo, or how to keep a server that ends with the demo; a line, or nothing. */
export function describeUi(
  { uiUrl, namespace, own }: Pick<Engine, 'uiUrl' | 'namespace' | 'own'>,
  workflowId: string,
  isKept: boolean,
): string {
  if (uiUrl === undefined) return '';
  const link = `${uiUrl}/namespaces/${namespace}/workflows/${workflowId}`;
  if (isKept) return `See the run in the Temporal UI, until Ctrl-C: ${link}\n`;
  if (own !== 'server') return `See the run in the Temporal UI: ${link}\n`;
  return 'The server ends here. To keep it, with the run in the Temporal UI: `npm run demo -- --keep`\n';
}
