import type { ActivityAction } from '@octavo/orchestrators';
import { defineAction } from '../../define-action';
import type { EgressGuard } from './egress-guard';
import { httpDeclaration } from './http-schema';
import type * as client from './perform-request';
import type { HttpTransport } from './send-request';

/** `http.request`: one request, with the egress rules of the worker. */
export function createHttpRequest(guard: EgressGuard): ActivityAction {
  let transport: HttpTransport | undefined;
  return defineAction({
    ...httpDeclaration,
    async run(input, context) {
      const { createTransport, performRequest } = loadClient();
      transport ??= createTransport(guard);
      return performRequest(transport, input, context);
    },
  });
}

// The HTTP client takes its time to load; whoever only asks for the schemas need not wait for it.
const loadClient = () => require('./perform-request') as typeof client;
