import { tag, textAt } from './markup';

it('rounds numbers, omits undefined attributes, and closes empty elements', () => {
  expect(tag('rect', { x: 1.26, class: 'tone-0', rx: undefined })).toBe('<rect x="1.3" class="tone-0"/>');
});

it('escapes text and attributes', () => {
  expect(textAt(0, 0, 'a < b & c', { class: '"' })).toBe('<text x="0" y="0" class="&quot;">a &lt; b &amp; c</text>');
});
