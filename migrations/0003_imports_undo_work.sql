-- Undoing an import takes back the engagements it made and nobody has changed since; all others are only ended.
SELECT kizuna_grant('engagements'::regclass, 'kizuna_app', 'D');
