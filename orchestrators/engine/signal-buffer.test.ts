import type { ReceivedSignal, SignalAnswer, SignalHandler, WaitVerdict } from '../contracts/signals';
import { asIfReceived, SignalBuffer } from './signal-buffer';

const signal = (id: string, name = 'go'): ReceivedSignal => ({
  name,
  id,
  payload: null,
  sender: id,
  receivedAt: '2026-01-01T00:00:00.000Z',
});

/** A handler that answers as it is told, and remembers what it was offered and what it took. */
class Handler implements SignalHandler {
  readonly since: number;
  readonly offered: string[] = [];
  readonly taken: string[] = [];
  answer: 'take' | 'hold' | 'refuse';

  constructor(since: number, answer: Handler['answer'] = 'take') {
    this.since = since;
    this.answer = answer;
  }

  offer({ id }: ReceivedSignal): SignalAnswer {
    this.offered.push(id);
    return { kind: this.answer, record: () => this.answer === 'take' && this.taken.push(id) };
  }

  explain(): WaitVerdict {
    return { path: `wait-${this.since}`, verdict: this.answer === 'refuse' ? 'unmatched' : 'accepted' };
  }
}

const explain = (): WaitVerdict => ({ path: 'hear', verdict: 'unknown' });

const keptIds = ({ state }: SignalBuffer): string[] => state.kept.map((kept) => kept.signal.id);

// Source: definition-language, "wait".
describe('the signals of a run', () => {
  it('are kept for later waits, in the order of arrival', () => {
    const buffer = new SignalBuffer();
    expect([buffer.receive(signal('1')), buffer.receive(signal('2'))]).toEqual(['kept', 'kept']);
    const late = new Handler(1);
    buffer.subscribe('go', late);
    expect(late.taken).toEqual(['1', '2']);
    expect(keptIds(buffer)).toEqual([]);
  });

  it('are offered to the waits for their name', () => {
    const buffer = new SignalBuffer();
    const handler = new Handler(1);
    buffer.subscribe('stop', handler);
    expect(buffer.receive(signal('1', 'go'))).toBe('kept');
    expect(handler.offered).toEqual([]);
  });

  it('are offered in the order in which the waits started, until one takes it', () => {
    const buffer = new SignalBuffer();
    const [second, first, third] = [new Handler(2), new Handler(1, 'refuse'), new Handler(3)];
    for (const handler of [second, first, third]) buffer.subscribe('go', handler);
    expect(buffer.receive(signal('1'))).toBe('taken');
    expect([first.offered, second.taken, third.offered]).toEqual([['1'], ['1'], []]);
  });

  it('are not offered again to a wait that refused them', () => {
    const buffer = new SignalBuffer();
    const picky = new Handler(1, 'refuse');
    buffer.subscribe('go', picky);
    buffer.receive(signal('1'));
    buffer.subscribe('go', new Handler(2, 'refuse'));
    buffer.offerHeld(picky);
    expect(picky.offered).toEqual(['1']);
  });

  it('stay with the wait that holds them, until it requests them again', () => {
    const buffer = new SignalBuffer();
    const [busy, other] = [new Handler(1, 'hold'), new Handler(2)];
    buffer.subscribe('go', busy);
    buffer.subscribe('go', other);
    expect(buffer.receive(signal('1'))).toBe('kept');
    expect(other.offered).toEqual([]);
    busy.answer = 'take';
    buffer.offerHeld(busy);
    expect(busy.taken).toEqual(['1']);
  });

  it('are offered to other waits when the wait that holds them ends', () => {
    const buffer = new SignalBuffer();
    const [busy, other] = [new Handler(1, 'hold'), new Handler(2)];
    const leave = buffer.subscribe('go', busy);
    buffer.subscribe('go', other);
    buffer.receive(signal('1'));
    leave();
    expect(other.taken).toEqual(['1']);
  });

  it('are delivered once for each id', () => {
    const buffer = new SignalBuffer();
    buffer.subscribe('go', new Handler(1));
    expect([buffer.receive(signal('1')), buffer.receive(signal('1'))]).toEqual(['taken', 'duplicate']);
  });

  it('can be delivered again after 10,000 other ids', () => {
    const buffer = new SignalBuffer();
    buffer.subscribe('go', new Handler(1));
    for (let id = 0; id <= 10_000; id += 1) buffer.receive(signal(`${id}`));
    expect(buffer.receive(signal('1'))).toBe('duplicate');
    expect(buffer.receive(signal('0'))).toBe('taken');
  });

  it('are dropped and counted beyond 1,000', () => {
    const buffer = new SignalBuffer();
    for (let id = 0; id < 1_000; id += 1) expect(buffer.receive(signal(`${id}`))).toBe('kept');
    expect(buffer.receive(signal('one more'))).toBe('dropped');
    expect(buffer.receive(signal('one more'))).toBe('duplicate');
    expect([buffer.state.dropped, buffer.state.kept.length]).toEqual([1, 1_000]);
    const handler = new Handler(1);
    buffer.subscribe('other', handler);
    expect(buffer.receive(signal('x', 'other'))).toBe('taken');
  });

  it('report the names that waits wait for, and their changes', () => {
    const changed = jest.fn();
    const buffer = new SignalBuffer(undefined, changed);
    const leave = buffer.subscribe('go', new Handler(1));
    const leaveToo = buffer.subscribe('go', new Handler(2));
    expect(buffer.awaited).toEqual(['go']);
    leave();
    expect(buffer.awaited).toEqual(['go']);
    leaveToo();
    expect(buffer.awaited).toEqual([]);
    expect(changed).toHaveBeenCalledTimes(4);
  });
});

describe('a later execution', () => {
  const goOn = (buffer: SignalBuffer): SignalBuffer =>
    new SignalBuffer(JSON.parse(JSON.stringify(buffer.state)) as never);

  it('has the kept signals and the delivered ids', () => {
    const before = new SignalBuffer();
    before.receive(signal('1'));
    const after = goOn(before);
    expect(after.receive(signal('1'))).toBe('duplicate');
    const handler = new Handler(1);
    after.subscribe('go', handler);
    expect(handler.taken).toEqual(['1']);
  });

  it('does not offer a refused signal again, or a held signal to other waits', () => {
    const before = new SignalBuffer();
    before.subscribe('go', new Handler(1, 'refuse'));
    before.subscribe('go', new Handler(2, 'hold'));
    before.receive(signal('1'));
    const after = goOn(before);
    const [first, second, third] = [new Handler(1), new Handler(2), new Handler(3)];
    for (const handler of [third, first, second]) after.subscribe('go', handler);
    expect([first.offered, second.taken, third.offered]).toEqual([[], ['1'], []]);
  });

  it('has a refusal before the wait has recorded it', () => {
    const buffer = new SignalBuffer();
    let during: unknown;
    const record = (): void => {
      during = buffer.state.kept[0]?.refusedBy;
    };
    buffer.subscribe('go', { since: 7, offer: () => ({ kind: 'refuse', record }), explain });
    buffer.receive(signal('1'));
    expect(during).toEqual([7]);
  });

  it('has a signal in exactly one place while it is handed over', () => {
    const buffer = new SignalBuffer();
    let during: string[] = [];
    const handler = {
      since: 1,
      offer: (): SignalAnswer => ({
        kind: 'take',
        record: () => {
          during = keptIds(buffer);
        },
      }),
      explain,
    };
    buffer.subscribe('go', handler);
    buffer.receive(signal('1'));
    expect(during).toEqual([]);
  });

  it('can be explained before they arrive, by the waits for their name up to the one that takes them', () => {
    const buffer = new SignalBuffer();
    for (const handler of [new Handler(3), new Handler(2), new Handler(1, 'refuse')]) buffer.subscribe('go', handler);
    buffer.subscribe('stop', new Handler(4));
    const before = buffer.state;
    expect(buffer.explain(signal('1'))).toEqual({
      waitingFor: ['go', 'stop'],
      isDuplicate: false,
      waits: [
        { path: 'wait-1', verdict: 'unmatched' },
        { path: 'wait-2', verdict: 'accepted' },
      ],
    });
    expect(buffer.state).toEqual(before);
    buffer.receive(signal('1'));
    expect(buffer.explain(signal('1'))).toMatchObject({ isDuplicate: true });
  });

  it.each<[WaitVerdict['verdict'], readonly string[]]>([
    ['accepted', ['first']],
    ['held', ['first']],
    ['repeated', ['first']],
    ['failing', ['first']],
    ['unmatched', ['first', 'second']],
    ['invalid', ['first', 'second']],
    ['unknown', ['first', 'second']],
  ])('are explained by the waits that are asked: after %s by %j', (verdict, asked) => {
    const buffer = new SignalBuffer();
    const handlerOf = (since: number, path: string): SignalHandler => ({
      ...{ since, offer: () => ({ kind: 'refuse' }) },
      explain: () => ({ path, verdict }),
    });
    for (const handler of [handlerOf(1, 'first'), handlerOf(2, 'second')]) buffer.subscribe('go', handler);
    expect(buffer.explain(signal('1')).waits.map(({ path }) => path)).toEqual(asked);
  });

  it('have their names in `awaited` as long as a wait waits for them', () => {
    const buffer = new SignalBuffer();
    const stops = [1, 2].map((since) => buffer.subscribe('go', new Handler(since)));
    const awaited = stops.map((stop) => {
      stop();
      return buffer.explain(signal('1')).waitingFor;
    });
    expect(awaited).toEqual([['go'], []]);
  });

  it('are explained by at most twenty waits', () => {
    const buffer = new SignalBuffer();
    for (let since = 0; since < 30; since += 1) buffer.subscribe('go', new Handler(since, 'refuse'));
    expect(buffer.explain(signal('1')).waits).toHaveLength(20);
  });
});

const receivedAt = '2026-01-01T00:00:00.000Z';

it.each([
  ['nothing', undefined, { name: '', id: '', payload: null, sender: '' }],
  ['a name', { name: 'go' }, { name: 'go', id: '', payload: null, sender: '' }],
  ['an id, which is the sender too', { name: 'go', id: '1' }, { name: 'go', id: '1', payload: null, sender: '1' }],
  ['all', { name: 'go', id: '1', payload: 2, sender: 'ada' }, { name: 'go', id: '1', payload: 2, sender: 'ada' }],
])('a query may be told of a signal: %s', (_what, envelope, expected) => {
  expect(asIfReceived(envelope, receivedAt)).toEqual({ ...expected, receivedAt });
});
