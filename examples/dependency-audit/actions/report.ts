import { z } from 'zod';

const names = z.array(z.string());

/** What an audit found; `audit.json` is this. */
export const auditSchema = z.object({
  project: z.string(),
  decision: z.string(),
  packages: z.number(),
  notInstalled: z.number(),
  bytes: z.number(),
  licences: z.record(z.string(), z.number()),
  attention: z.array(z.object({ name: z.string(), license: z.string(), family: z.string() })),
  duplicates: z.array(z.object({ name: z.string(), versions: names })),
  largest: z.array(z.object({ name: z.string(), version: z.string(), bytes: z.number() })),
  installScripts: names,
});

/** What an audit found. */
export type Audit = z.infer<typeof auditSchema>;

/** The report for people. */
export function toMarkdown(audit: Audit): string {
  const { project, decision, packages, notInstalled, bytes, duplicates, largest, installScripts } = audit;
  const left = notInstalled === 0 ? '' : `, ${notInstalled} of them not installed here`;
  const sections = [
    `# Dependencies of ${project}\n\n${packages} packages${left}, ${toMebibytes(bytes)}. Decision: **${decision}**.`,
    section(
      'Licences',
      Object.entries(audit.licences).map(([family, count]) => `${family}: ${count}`),
    ),
    section(
      'Licences to look at',
      audit.attention.map(({ name, license, family }) => `\`${name}\`: ${license || 'none given'} (${family})`),
    ),
    section(
      'Largest',
      largest.map(({ name, version, bytes: size }) => `\`${name}@${version}\`: ${toMebibytes(size)}`),
    ),
    section(
      'In several versions',
      duplicates.map(({ name, versions }) => `\`${name}\`: ${versions.join(', ')}`),
    ),
    section(
      'With install scripts',
      installScripts.map((name) => `\`${name}\``),
    ),
  ];
  return `${sections.join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[]): string {
  return `## ${title}\n\n${lines.length === 0 ? 'None.' : lines.map((line) => `- ${line}`).join('\n')}`;
}

function toMebibytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MiB`;
}
