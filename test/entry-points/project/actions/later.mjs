export const later = 'later, from an ES module';
