import type { ActionDeclaration } from '@octavo/orchestrators';
import { declareAction } from '../define-action';
import { httpDeclaration } from './http-request/http-schema';
import { shellDeclaration } from './shell-run/shell-schema';

/** Declarations of the built-in activity actions, for the planner. This module does not load the code that runs them. */
export const builtInDeclarations: readonly ActionDeclaration[] = [
  declareAction(httpDeclaration),
  declareAction(shellDeclaration),
];
