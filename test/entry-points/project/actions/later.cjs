exports.later = 'later, from CommonJS';
