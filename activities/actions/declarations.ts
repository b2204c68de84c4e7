import type { ActionDeclaration } from '@octavo/orchestrators';
import { declareAction } from '../define-action';
import { httpDeclaration } from './http-request/http-schema';
import { shellDeclaration } from './shell-run/shell-schema';

/** What a planner knows of the built-in actions that run in activities. It loads nothing that runs them. */
export const builtInDeclarations: readonly ActionDeclaration[] = [
  declareAction(httpDeclaration),
  declareAction(shellDeclaration),
];
