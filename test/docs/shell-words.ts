/** The words of a line of shell, without expansions: single and double quotes, and comments. */
export function splitShellWords(line: string): readonly string[] {
  const words = line.matchAll(/#.*$|'([^']*)'|"([^"]*)"|(\S+)/g);
  return [...words]
    .filter(([word]) => !word.startsWith('#'))
    .map(([, single, double, plain]) => single ?? double ?? plain ?? '');
}
