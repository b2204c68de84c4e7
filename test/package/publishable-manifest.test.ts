import { publishableManifest } from '../../scripts/build/publishable-manifest';
import { listPublished } from '../../scripts/build/workspaces';

const packages = listPublished('nowhere');

it.each(packages.map((published) => [published.manifest.name, published] as const))(
  '%s has from the root what the root has, and its folder in the repository',
  (_name, published) => {
    const repository = { type: 'git', url: 'git+https://git.example.com/octavo.git' };
    const root = { homepage: 'https://octavo.example.com', bugs: 'https://git.example.com/issues', repository };
    expect(publishableManifest(published, [], root)).toMatchObject({
      ...root,
      repository: { ...repository, directory: published.folder },
    });
  },
);

it('packages have no place on the web that the root does not name', () => {
  for (const published of packages) {
    const fields = Object.keys(publishableManifest(published, [], { license: 'MIT' }));
    expect(fields.filter((field) => ['homepage', 'bugs', 'repository'].includes(field))).toEqual([]);
  }
});

it('only what runs when it is loaded has side effects', () => {
  const effects = packages.map((published) => {
    const imports = published.manifest.name === '@octavo/worker' ? ['./workflows/index.js'] : [];
    return [published.manifest.name, publishableManifest(published, imports, {})['sideEffects']];
  });
  expect(Object.fromEntries(effects)).toEqual({
    ...{ '@octavo/builder': false, '@octavo/client': false, '@octavo/cli': true },
    '@octavo/worker': ['./lib/workflows/*.js'],
  });
});
