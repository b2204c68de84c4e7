import type { TextSink } from '../command';

/** Ends of lines, tabs, colours, and what a live region writes. */
const ALLOWED = String.raw`\r?\n|\t|\u001B\[(?:[\d;]*m|\d+A\r\u001B\[0J|\?25[lh])`;
const CONTROL = String.raw`[\p{Cc}\u202A-\u202E\u2066-\u2069]`;
const ALLOWED_OR_CONTROL = new RegExp(`${ALLOWED}|(${CONTROL})`, 'gu');

/**
 * What all text of a command goes through: a control character that is not the command's own is written as JSON escapes
 * it (`\u009b`), which a terminal shows and a reader of JSON understands. A value must pass `toLine` before, which
 * removes colours and ends of lines too.
 */
export function gated(sink: TextSink): TextSink {
  return {
    write: (text) => sink.write(text.replace(ALLOWED_OR_CONTROL, escapeControl)),
    get isTTY() {
      return sink.isTTY === true;
    },
    get columns() {
      return sink.columns as number;
    },
    get rows() {
      return sink.rows as number;
    },
  };
}

function escapeControl(found: string, control: string | undefined): string {
  return control === undefined ? found : `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
