import { conversionFunctions } from './conversion-functions';
import { encodingFunctions } from './encoding-functions';
import type { FunctionSpec } from './function-spec';
import { listFunctions } from './list-functions';
import { mapFunctions } from './map-functions';
import { numberFunctions } from './number-functions';
import { optionalFunctions } from './optional-functions';
import { textFunctions } from './text-functions';
import { textPartFunctions } from './text-part-functions';
import { timeFunctions } from './time-functions';

/** Every function of the language that is not a macro, by name. */
export const functions: ReadonlyMap<string, FunctionSpec> = new Map(
  [
    conversionFunctions,
    encodingFunctions,
    listFunctions,
    mapFunctions,
    numberFunctions,
    optionalFunctions,
    textFunctions,
    textPartFunctions,
    timeFunctions,
  ].flatMap((table) => Object.entries(table)),
);
