import { isJsonList } from '../../model/json';
import type { KeywordTable } from '../schema-node';
import { eachKey, enterKey } from './map-keywords';

/** Keywords about the parts that no other keyword has evaluated; they come last. */
export const unevaluatedKeywords: KeywordTable = {
  unevaluatedItems: (schema, { compile }) => {
    const node = compile(schema);
    return ({ value, place, evaluated }, run) => {
      if (!isJsonList(value)) return;
      for (const [index, item] of value.entries()) {
        if (evaluated.has(index)) continue;
        evaluated.add(index);
        run.enter(node, item, { outer: place, key: index });
      }
    };
  },
  unevaluatedProperties: (schema, { compile }) => {
    const node = compile(schema);
    return (subject, run) =>
      eachKey(subject, (key) => {
        if (!subject.evaluated.has(key)) enterKey(subject, key, node, run);
      });
  },
};
