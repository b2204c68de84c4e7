import { z } from 'zod';
import { json } from '../../json-value';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const queryValue = z.union([scalar, z.null(), z.array(scalar)]);

/** Headers that the connection sets, or that would send the request to another host. */
const managedHeaders = ['connection', 'content-length', 'expect', 'host', 'keep-alive', 'transfer-encoding', 'upgrade'];

const headers = z
  .record(z.string(), scalar)
  .refine((given) => managedHeaders.every((name) => !Object.keys(given).some((key) => key.toLowerCase() === name)), {
    message: `these headers cannot be set: ${managedHeaders.join(', ')}`,
  });

const auth = z
  .strictObject({
    bearer: z.string().min(1).optional(),
    basic: z.strictObject({ username: z.string(), password: z.string() }).optional(),
  })
  .refine(({ bearer, basic }) => (bearer === undefined) !== (basic === undefined), {
    message: 'needs exactly one of bearer and basic',
  });

const status = z.int().min(100).max(599);

const jsonSchema = z.union([z.boolean(), z.record(z.string(), json)]);

const httpInput = z.strictObject({
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']).default('GET'),
  url: z.string(),
  headers: headers.default({}),
  query: z.record(z.string(), queryValue).default({}),
  /** Text is sent unchanged, a map as a form if `headers` say so, any other value as JSON; null means no body. */
  body: json.optional(),
  auth: auth.optional(),
  /** `text`: a JSON body is not parsed. */
  responseType: z.enum(['auto', 'text']).default('auto'),
  expect: z
    .strictObject({
      /** The accepted statuses; any other status is an error. */
      status: z.union([status, z.array(status).min(1)]).optional(),
      /** JSON Schema of the body. */
      schema: jsonSchema.optional(),
    })
    .default({}),
});

export type HttpInput = z.output<typeof httpInput>;

const httpOutput = z.strictObject({
  status: z.int(),
  /** Names in lower case. `set-cookie` is a list, because a comma does not separate cookies. */
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  body: json,
});

export type HttpOutput = z.output<typeof httpOutput>;

export const httpDeclaration = {
  name: 'http.request',
  description: 'Sends an HTTP request and returns the response.',
  input: httpInput,
  output: httpOutput,
};
