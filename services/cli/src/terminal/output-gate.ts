import type { TextSink } from '../command';

/** Line ends, tabs, colours, and the sequences of a live region. */
const ALLOWED = String.raw`\r?\n|\t|\u001B\[(?:[\d;]*m|\d+A\r\u001B\[0J|\?25[lh])`;
const CONTROL = String.raw`[\p{Cc}\u202A-\u202E\u2066-\u2069]`;
const ALLOWED_OR_CONTROL = new RegExp(`${ALLOWED}|(${CONTROL})`, 'gu');

/**
 * Filters all text of a command: control characters that are not the command's own are written as JSON escapes (`\u009b`),
 * which are harmless in a terminal and valid in JSON. Pass values through `toLine` first, which also removes colours and line
 * ends.
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
