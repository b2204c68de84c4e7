import { temporalWorkerOptions } from './temporal-worker-options';
import type { OctavoWorkerOptions } from './worker-options';

const workflowBundle = { code: '' };

it.each<[string, OctavoWorkerOptions, object]>([
  ['after 10 s and 5 s', {}, { shutdownGraceTime: 10_000, shutdownForceTime: 15_000 }],
  [
    'after `limits.shutdownGraceMs` and 5 s',
    { limits: { shutdownGraceMs: 200 } },
    { shutdownGraceTime: 200, shutdownForceTime: 5_200 },
  ],
  [
    'after the time of `temporal` and 5 s',
    { temporal: { shutdownGraceTime: '1m' } },
    { shutdownGraceTime: '1m', shutdownForceTime: 65_000 },
  ],
  ['after the times of `temporal`', { temporal: { shutdownForceTime: '7s' } }, { shutdownForceTime: '7s' }],
])(
  'cancels actions at a shutdown, then stops without actions that do not end: %s',
  async (_when, options, expected) => {
    expect(await temporalWorkerOptions({ workflowBundle, ...options })).toMatchObject(expected);
  },
);

it('passes on deployment options, and nothing if they are undefined', async () => {
  const version = { deploymentName: 'team', buildId: '7' };
  const ofVersioning = { useWorkerVersioning: true, defaultVersioningBehavior: 'PINNED' } as const;
  const workerDeploymentOptions = { version, ...ofVersioning };
  expect(await temporalWorkerOptions({ workflowBundle, temporal: { workerDeploymentOptions } })).toMatchObject({
    workerDeploymentOptions,
  });
  const none = { workerDeploymentOptions: undefined } as object;
  expect(await temporalWorkerOptions({ workflowBundle, temporal: none })).not.toHaveProperty('workerDeploymentOptions');
});
