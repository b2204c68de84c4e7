import { createPage, readPage } from './write-page';

it('docs/performance.md and its charts are what `npm run bench -- page` makes of the result beside them', async () => {
  expect(await readPage()).toEqual(await createPage());
});
