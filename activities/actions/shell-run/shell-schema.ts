import { z } from 'zod';

const shellInput = z.strictObject({
  /** The executable and its arguments; they are not passed through a shell. */
  command: z.array(z.string()).min(1),
  env: z.record(z.string().regex(/^[A-Za-z_]\w*$/), z.union([z.string(), z.number(), z.boolean()])).default({}),
  stdin: z.string().default(''),
});

const shellOutput = z.strictObject({ exitCode: z.int(), stdout: z.string(), stderr: z.string() });

export const shellDeclaration = {
  name: 'shell.run',
  description: 'Runs a command on the worker, if its configuration permits it.',
  input: shellInput,
  output: shellOutput,
};
