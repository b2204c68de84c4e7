import { greeting } from './greeting';

export const later = `${greeting} later`;
