import { OctavoClient } from '@octavo/client';
import type { Connection } from '@temporalio/client';
import { createNamespace } from './support/own-namespace';
import { until } from './support/test-worker';

const KEYWORD = 2;
const definition = { octavo: 1, id: 'double', tasks: [{ id: 'a', type: 'basic', action: 'transform', with: 1 }] };

it('starts runs without search attributes while the server does not have them, and with them a minute later', async () => {
  const temporal = await createNamespace('attributes');
  const { namespace } = temporal.options;
  const connection = temporal.connection as Connection;
  const client = await OctavoClient.connect({ connection, namespace });
  const definitionOfRun = async (): Promise<unknown> => {
    const { workflowId } = await client.start(definition);
    const { typedSearchAttributes } = await temporal.workflow.getHandle(workflowId).describe();
    return typedSearchAttributes.getAll().find(({ key }) => key.name === 'OctavoDefinition')?.value;
  };
  expect(await definitionOfRun()).toBeUndefined();

  // As the first worker of the namespace does.
  const searchAttributes = { OctavoDefinition: KEYWORD, OctavoVersion: KEYWORD };
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  await until(() =>
    temporal.workflow.count('OctavoDefinition = "double" AND OctavoVersion = "1"').then(
      () => true,
      () => false,
    ),
  );
  expect(await definitionOfRun()).toBeUndefined();

  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
  const found = await definitionOfRun().finally(() => clock.mockRestore());
  await connection.close();
  expect(found).toBe('double');
});
