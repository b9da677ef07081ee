create table reinitialisation (
  id uuid primary key,
  email_normalise text not null,
  usager_id uuid references usager on delete cascade,
  cree_le timestamptz not null,
  expire_le timestamptz not null,
  jeton_hash bytea constraint jeton_de_reinitialisation_unique unique,
  utilisee_le timestamptz
);
comment on table reinitialisation is 'Forgotten passwords: who asked for a link, for a known address or not; purged after a day.';
comment on column reinitialisation.email_normalise is 'Purpose: find the account to send the link to. Basis: public task. Kept: 1 day.';
create index reinitialisation_par_expiration on reinitialisation (expire_le);
create index reinitialisation_par_usager on reinitialisation (usager_id, cree_le) where usager_id is not null;
grant select, insert, update, delete on reinitialisation to espace_application;
