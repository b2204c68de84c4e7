export { builtInActions, type BuiltInOptions } from './built-in-actions';
