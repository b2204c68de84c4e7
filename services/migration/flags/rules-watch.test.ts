import type { RolloutRules } from '../rules/rollout-rules';
import { rulesOf } from '../rules/rules.fixture';
import { type RulesSource, RulesWatch } from './rules-watch';
import { ToldLog, until } from './told.fixture';

/** A source that a test controls: its next rules, and when it notifies. */
class LedSource implements RulesSource {
  readonly name = 'a test';
  next: () => Promise<RolloutRules> = async () => rulesOf();
  reads = 0;
  tell: () => void = () => undefined;

  read(): Promise<RolloutRules> {
    this.reads += 1;
    return this.next();
  }

  watch(onNews: () => void): () => void {
    this.tell = onNews;
    return () => {
      this.tell = () => undefined;
    };
  }
}

describe('a watch of rules', () => {
  const setUp = async () => {
    const source = new LedSource();
    const log = new ToldLog();
    const events: string[] = [];
    const note = (event: string) => () => void events.push(event);
    const watch = new RulesWatch(source, { changed: note('changed'), lost: note('lost'), found: note('found') }, log);
    await watch.start();
    return { source, log, events, watch };
  };
  const tell = async (source: LedSource): Promise<void> => {
    const before = source.reads;
    source.tell();
    await until(() => source.reads > before);
  };

  it('logs once that the source is lost, and once that it is back', async () => {
    const { source, log, events, watch } = await setUp();
    source.next = () => Promise.reject(new Error('away'));
    for (let count = 0; count < 3; count += 1) await tell(source);
    expect(watch.evaluator).toBeDefined();
    source.next = async () => rulesOf();
    for (let count = 0; count < 3; count += 1) await tell(source);
    await until(() => events.includes('found'));
    expect(events).toEqual(['changed', 'lost', 'found']);
    expect(log.lines).toHaveLength(2);
  });

  it('reads once more if notifications come during a read, not once for each', async () => {
    const { source } = await setUp();
    let answer: () => void = () => undefined;
    source.next = () =>
      new Promise((resolve) => {
        answer = () => resolve(rulesOf());
      });
    const before = source.reads;
    for (let count = 0; count < 5; count += 1) source.tell();
    expect(source.reads).toBe(before + 1);
    answer();
    await until(() => source.reads === before + 2);
    answer();
  });

  it('never replaces newer rules by an older read', async () => {
    const { source, watch } = await setUp();
    const answers: ((rules: RolloutRules) => void)[] = [];
    source.next = () => new Promise((resolve) => answers.push(resolve));
    source.tell();
    source.tell();
    expect(answers).toHaveLength(1);
    answers[0]?.(rulesOf({ revision: 2 }));
    await until(() => answers.length === 2);
    expect(watch.evaluator?.revision).toMatch(/^2-/);
    answers[1]?.(rulesOf({ revision: 3 }));
    await until(() => watch.evaluator?.revision.startsWith('3-') === true);
  });

  it('reports nothing if the rules are the same, and nothing after it was stopped', async () => {
    const { source, events, watch } = await setUp();
    await tell(source);
    expect(events).toEqual(['changed']);
    watch.stop();
    const before = source.reads;
    source.tell();
    expect(source.reads).toBe(before);
  });
});
