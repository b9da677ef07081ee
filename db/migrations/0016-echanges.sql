-- What is told to a person on line, and the mails that tell several things at once.

-- Notifications ------------------------------------------------------------------------------------------------
create table notification (
  id uuid primary key,
  usager_id uuid not null references usager on delete cascade,
  demande_id uuid references demande on delete cascade,
  objet_id uuid,
  genre text not null,
  donnees jsonb not null default '{}',
  le timestamptz not null,
  a_faire boolean not null default false,
  attend_courriel boolean not null default false,
  lue_le timestamptz,
  faite_le timestamptz,
  constraint un_courriel_groupe_est_d_une_demande check (not attend_courriel or demande_id is not null)
);
comment on table notification is 'What happened to what a person has with us, as their space tells it. No personal data: a kind, ids, dates. Kept one year.';
comment on column notification.objet_id is 'What it is about inside the demande or beside it: a document, a brouillon, a complement.';
comment on column notification.a_faire is 'It asks for an act of the person, until faite_le.';
comment on column notification.attend_courriel is 'It waits for the next mail that groups the news of its demande.';
create index notification_par_usager on notification (usager_id, le desc, id desc);
create index notification_non_lue on notification (usager_id, demande_id) where lue_le is null;
create index notification_a_faire on notification (usager_id, le desc) where a_faire and faite_le is null;
create index notification_a_faire_par_demande on notification (demande_id) where a_faire and faite_le is null;
create index notification_en_attente_de_courriel on notification (demande_id) where attend_courriel;
create index notification_a_purger on notification (le);

create table groupe_de_nouvelles (
  demande_id uuid primary key references demande on delete cascade,
  du_le timestamptz,
  envoye_le timestamptz
);
comment on table groupe_de_nouvelles is 'When the next mail that groups the news of a demande is due, and when the last one was written: no more than one an hour.';
create index groupe_de_nouvelles_du on groupe_de_nouvelles (du_le) where du_le is not null;

grant select, insert, update, delete on notification, groupe_de_nouvelles to espace_application;
