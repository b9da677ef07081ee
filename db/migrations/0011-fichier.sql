-- A file is a row of its own: one content, sealed once, that several documents may refer to. Its analysis is its own,
-- too: what was found in it holds wherever it is used.
create table fichier (
  id uuid primary key,
  usager_id uuid references usager,
  agent_id uuid references agent,
  genre text not null constraint genre_connu check (genre in ('pdf', 'jpeg', 'png', 'heic')),
  taille int not null constraint taille_bornee check (taille between 1 and 10485760),
  sha256 bytea not null,
  etat text not null constraint etat_de_fichier_connu
    check (etat in ('recue', 'quarantaine', 'saine', 'non_analysee', 'infectee', 'liberee')),
  chemin text not null,
  cle_enveloppee bytea not null,
  cle_version int not null,
  recu_le timestamptz not null,
  analyse_le timestamptz,
  constraint fichier_d_une_seule_personne check ((usager_id is null) <> (agent_id is null))
);
comment on table fichier is 'The content of documents: where it is, its sealed key, what its analysis found. Gone when nothing refers to it.';
create index fichier_par_usager on fichier (usager_id, sha256) where usager_id is not null;
create index fichier_a_analyser on fichier (recu_le) where etat in ('recue', 'quarantaine');

alter table piece drop constraint genre_connu, drop constraint taille_bornee;
insert into fichier (id, usager_id, genre, taille, sha256, etat, chemin, cle_enveloppee, cle_version, recu_le, analyse_le)
  select id, usager_id, genre, taille, sha256, etat, fichier, cle_enveloppee, cle_version, recue_le, analysee_le from piece;
alter table piece add column fichier_id uuid references fichier;
update piece set fichier_id = id;
alter table piece
  alter column fichier_id set not null,
  drop column genre, drop column taille, drop column sha256, drop column etat, drop column fichier,
  drop column cle_enveloppee, drop column cle_version, drop column analysee_le;
create index piece_par_fichier on piece (fichier_id);

grant select, insert, update, delete on fichier to espace_application;
