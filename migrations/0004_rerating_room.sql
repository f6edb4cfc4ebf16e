-- A rating is written beside the row it replaces: with room left on the page no index of engagements has to follow.
ALTER TABLE engagements SET (fillfactor = 50);
