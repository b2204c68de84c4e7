import { Slots } from './slots';

describe('slots', () => {
  it('are there at once while any is free', () => {
    const slots = new Slots(2);
    expect([slots.take(), slots.take()]).toEqual([undefined, undefined]);
    expect(slots.take()).toBeInstanceOf(Promise);
  });

  it('go to those who asked, in the order of asking', async () => {
    const slots = new Slots(1);
    void slots.take();
    const got: string[] = [];
    const waiting = ['a', 'b'].map(async (name) => {
      await slots.take();
      got.push(name);
      slots.give();
    });
    slots.give();
    await Promise.all(waiting);
    expect(got).toEqual(['a', 'b']);
    expect(slots.take()).toBeUndefined();
  });
});
