export {
  ActionError,
  type ActionErrorOptions,
  type ActionOptions,
  type DeclarationOptions,
  defineAction,
  isActivityAction,
} from '../define-action';
export { json } from '../json-value';
export { messageOf } from '../thrown';
export { builtInActions, type BuiltInOptions } from './built-in-actions';
export { type EgressRules, isEgressRule } from './http-request/egress-guard';
export type { ShellPermission } from './shell-run/shell-run';
