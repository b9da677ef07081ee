-- Messages about a demande, both ways; what is told to a person on line, and the mails that tell several things at once.

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

-- Messages -----------------------------------------------------------------------------------------------------
create table message (
  id uuid primary key,
  demande_id uuid not null references demande on delete cascade,
  auteur text not null constraint auteur_de_message_connu check (auteur in ('usager', 'agent')),
  agent_id uuid references agent,
  texte text not null default '',
  cree_le timestamptz not null,
  envoye_le timestamptz,
  lu_le timestamptz,
  constraint un_message_d_agent_a_son_agent check ((auteur = 'agent') = (agent_id is not null)),
  constraint message_borne check (length(texte) <= 5000),
  constraint un_message_lu_est_parti check (lu_le is null or envoye_le is not null)
);
comment on table message is 'Messages about a demande, from the person or from an agent. The id is chosen by the page that was shown: a click twice makes one. Without envoye_le: documents wait for the words.';
comment on column message.texte is 'Purpose: exchange about a demande. Basis: public task. Kept: as the demande.';
comment on column message.lu_le is 'First time that the other side opened the exchange after it.';
create index message_par_demande on message (demande_id, envoye_le desc, id desc) where envoye_le is not null;
create index message_a_lire on message (demande_id, auteur) where lu_le is null and envoye_le is not null;
create index message_a_lire_par_les_agents on message (envoye_le, id)
  where auteur = 'usager' and lu_le is null and envoye_le is not null;
create index message_en_preparation on message (cree_le) where envoye_le is null;
create index message_prepare_par_demande on message (demande_id, auteur) where envoye_le is null;

create table document_de_message (
  id uuid primary key,
  message_id uuid not null references message on delete cascade,
  fichier_id uuid not null references fichier,
  nom_fichier text not null,
  recu_le timestamptz not null
);
comment on column document_de_message.nom_fichier is 'Purpose: let the person recognise the document. Basis: public task. Kept: as the demande.';
create index document_par_message on document_de_message (message_id);
create index document_de_message_par_fichier on document_de_message (fichier_id);

-- An upload for a message may be an agent's.
alter table televersement
  alter column usager_id drop not null,
  add column agent_id uuid references agent on delete cascade,
  add column message_id uuid references message on delete cascade,
  add constraint televersement_d_une_seule_personne check ((usager_id is null) <> (agent_id is null));

create table modele_de_message (
  id uuid primary key,
  demarche text not null,
  nom text not null,
  texte text not null,
  revision int not null default 1,
  modifie_le timestamptz not null,
  modifie_par uuid not null references agent,
  constraint un_modele_par_nom unique (demarche, nom)
);
comment on table modele_de_message is 'Texts that agents begin a message with, per démarche; {variables} are filled in when one is inserted.';

create table note_interne (
  id uuid primary key,
  demande_id uuid not null references demande on delete cascade,
  agent_id uuid not null references agent,
  texte text not null,
  ecrite_le timestamptz not null,
  constraint note_bornee check (length(texte) between 1 and 5000)
);
comment on table note_interne is 'What agents of a démarche write to each other about a demande. On no page of the person; communicable on request (CRPA L311-1, L311-6).';
comment on column note_interne.texte is 'Purpose: examine the demande. Basis: public task. Kept: as the demande.';
create index note_par_demande on note_interne (demande_id, ecrite_le desc, id desc);

grant select, insert, update, delete on message, document_de_message, modele_de_message to espace_application;
grant select, insert on note_interne to espace_application;
