-- A revision that was seen once is never that of another draft: the row of a text stays when its draft is published or
-- given up, emptied, and its revision goes on from there.

alter table conditions_brouillon
  alter column markdown drop not null,
  alter column changements drop not null,
  add constraint un_brouillon_est_entier check ((markdown is null) = (changements is null));
comment on table conditions_brouillon is 'The next version of a text, while an administrator writes it; without words when nobody does. The revision only grows.';
revoke delete on conditions_brouillon from espace_application;

-- The administrators see how many people accepted and refused each version in force.
create index conditions_reponse_par_version on conditions_reponse (texte, numero, reponse);

-- The news are read page by page: the newest first by everybody, the last changed first by the administrators.
drop index actualite_publiee;
create index actualite_publiee on actualite (publiee_le desc, numero desc)
  where publiee_le is not null and retiree_le is null;
create index actualite_par_changement on actualite (modifiee_le desc, numero desc);
