import type { ActivityAction } from '@octavo/orchestrators';
import { defineAction } from '../../define-action';
import type { EgressGuard } from './egress-guard';
import { httpDeclaration } from './http-schema';
import type * as client from './perform-request';
import type { HttpTransport } from './send-request';

/** The action `http.request`: sends one request, within the egress rules of the worker. */
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

// The HTTP client is slow to load, so it is loaded only when a request is sent.
const loadClient = () => require('./perform-request') as typeof client;
