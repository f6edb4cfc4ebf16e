-- What an engagement's own columns say is no longer written a second time with each rating: a third of the row is left.
-- Under FORCE the owner would see no row to rewrite.
ALTER TABLE engagements NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE engagements SET rating = jsonb_build_object(
    'facts', jsonb_build_object(
      'connections', rating #> '{inputs,facts,connections}',
      'maturity', rating #> '{inputs,facts,maturity}',
      'industry', rating #> '{inputs,facts,industry}',
      'employees', rating #> '{inputs,facts,employees}',
      'country', CASE WHEN overseas IS NULL AND jsonb_typeof(rating #> '{inputs,facts,overseas}') = 'array'
        THEN (SELECT coalesce(jsonb_agg(concern - 'reason'), '[]') FROM jsonb_array_elements(rating #> '{inputs,facts,overseas}') AS concern) END),
    'proposed', (SELECT coalesce(jsonb_object_agg(factor, points), '{}') FROM jsonb_each(rating #> '{result,points}') AS given(factor, points) WHERE NOT answers ? factor),
    'cell', rating #> '{result,cell}',
    'profile', rating #> '{result,profile}',
    'lifted', rating #> '{result,lifted}')
 WHERE rating ? 'inputs';--> statement-breakpoint
ALTER TABLE engagements FORCE ROW LEVEL SECURITY;
