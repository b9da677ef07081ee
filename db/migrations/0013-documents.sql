-- « Mes documents »: what a person chose to keep, once, to use it again.
create table document (
  id uuid primary key,
  usager_id uuid not null references usager,
  fichier_id uuid not null references fichier,
  empreinte bytea not null,
  nature text not null constraint nature_de_document_connue check (nature in ('certificat-scolarite',
    'justificatif-domicile', 'avis-imposition', 'quotient-familial', 'rib', 'piece-identite', 'photo', 'garde', 'autre')),
  nom text not null constraint nom_de_document_court check (length(nom) between 1 and 120),
  ajoute_le timestamptz not null,
  date_du_document date,
  validite text not null constraint validite_connue
    check (validite in ('toujours', 'annee-scolaire', 'un-an', 'six-mois', 'trois-mois', 'date')),
  valable_jusqu_au date,
  rappel_le timestamptz,
  constraint un_document_une_fois unique (usager_id, empreinte)
);
comment on table document is 'The documents that a person keeps to use them again. A demande that was filed with one keeps its file, whatever becomes of this row.';
comment on column document.empreinte is 'SHA-256 of the content: the same content of the same person is one document.';
comment on column document.nom is 'Purpose: keep documents to use them again. Basis: public task. Kept: until the person deletes it, or the account is erased.';
comment on column document.nature is 'Purpose: keep documents to use them again. Basis: public task. Kept: until the person deletes it, or the account is erased.';
comment on column document.date_du_document is 'Purpose: keep documents to use them again. Basis: public task. Kept: until the person deletes it, or the account is erased.';
comment on column document.valable_jusqu_au is 'Purpose: tell when a document ends. Basis: public task. Kept: until the person deletes it, or the account is erased.';
comment on column document.rappel_le is 'When the person was told that it ends soon: once.';
create index document_par_usager on document (usager_id, ajoute_le desc, id desc);
create index document_par_fichier on document (fichier_id);
create index document_a_rappeler on document (valable_jusqu_au) where rappel_le is null and valable_jusqu_au is not null;

grant select, insert, update, delete on document to espace_application;
