import { ApplicationFailure } from '@temporalio/common';
import { wellFormedErrors } from './well-formed-errors';

it('makes all texts of an error and of its causes well-formed', async () => {
  const cause = Object.assign(new Error('b\udfff'), { stack: 's\ud800' });
  const thrown = ApplicationFailure.create({ message: 'a\ud800', type: 'T\ud800', cause });
  const activity = wellFormedErrors(async () => {
    throw thrown;
  });
  await expect(activity(undefined as never)).rejects.toMatchObject({
    ...{ message: 'a\ufffd', type: 'T\ufffd', stack: expect.stringContaining('a\ufffd') },
    cause: { message: 'b\ufffd', stack: 's\ufffd' },
  });
});
