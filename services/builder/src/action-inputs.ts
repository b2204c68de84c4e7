import type { Json } from '@octavo/orchestrators/definitions';

type JsonMap = Readonly<Record<string, Json>>;

/**
 * The inputs of actions by name. Add your own actions, so that `basic` checks their inputs:
 *
 *     declare module '@octavo/builder' {
 *       interface ActionInputs { 'billing.charge': { amount: number } }
 *     }
 */
export interface ActionInputs {
  set: JsonMap;
  transform: Json;
  log: { level?: 'debug' | 'info' | 'warn' | 'error'; message: string; fields?: JsonMap };
  fail: { code?: string; message?: string; details?: Json; retryable?: boolean };
  'http.request': {
    method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
    url: string;
    headers?: Readonly<Record<string, string | number | boolean>>;
    query?: JsonMap;
    body?: Json;
    auth?: { bearer: string } | { basic: { username: string; password: string } };
    responseType?: 'auto' | 'text';
    expect?: { status?: number | readonly number[]; schema?: Json };
  };
  'shell.run': { command: readonly string[]; env?: Readonly<Record<string, string>>; stdin?: string };
  'temporal.activity': { activity: string; args?: readonly Json[] };
  'workflow.run': {
    definition: string;
    version?: string;
    input?: Json;
    workflowId?: string;
    wait?: boolean;
    onCancel?: 'cancel' | 'abandon';
  };
}
