-- Mailed links: one table for all of them. Every security mail carries one: whatever it opens, it also freezes the
-- account (« ce n’était pas moi ») for thirty days.
alter table reinitialisation rename to lien;
alter table lien rename column utilisee_le to utilise_le;
alter table lien rename constraint reinitialisation_pkey to lien_pkey;
alter table lien rename constraint jeton_de_reinitialisation_unique to jeton_de_lien_unique;
alter table lien rename constraint reinitialisation_usager_id_fkey to lien_usager_id_fkey;
alter index reinitialisation_par_expiration rename to lien_par_expiration;
alter index reinitialisation_par_usager rename to lien_par_usager;
alter table lien
  add column genre text not null default 'reinitialisation' constraint genre_de_lien_connu
    check (genre in ('reinitialisation', 'deblocage', 'nouvelle-adresse', 'annulation-adresse', 'cloture', 'alerte', 'signalement')),
  add column donnees jsonb not null default '{}';
alter table lien alter column genre drop default;
create index lien_par_adresse on lien (email_normalise, genre);
comment on table lien is 'Links sent by mail: what each opens, until when, whether it served. The secret itself is never stored.';
comment on column lien.email_normalise is 'Purpose: find the account that the link is for. Basis: public task. Kept: 30 days.';
comment on column lien.donnees is 'Purpose: the address that a link confirms or restores. Basis: public task. Kept: 30 days.';

-- The account ---------------------------------------------------------------------------------------------------
alter table usager
  add column mot_de_passe_le timestamptz not null default now(),
  add column rappel_vu_le timestamptz,
  add column gele_le timestamptz,
  add column cloture_le timestamptz,
  add column adresse_refusee_le timestamptz,
  add column totp_chiffre bytea,
  add column totp_dernier_pas bigint not null default 0,
  add column modifie_le timestamptz;
update usager set mot_de_passe_le = cree_le;
alter table usager alter column mot_de_passe_le drop default;
comment on column usager.gele_le is 'Since when nobody may sign in: unauthorised use was reported. A new password by the mailed link ends it.';
comment on column usager.cloture_le is 'When the holder closed the account; erased thirty days later.';
comment on column usager.adresse_refusee_le is 'Since when mail servers refuse the address for good; null again once a mail arrives.';
comment on column usager.totp_chiffre is 'Optional TOTP secret, sealed with a key derived from SECRET_KEY.';
create index usager_par_cloture on usager (cloture_le) where cloture_le is not null;

create table appareil_connu (
  usager_id uuid not null references usager on delete cascade,
  appareil text not null,
  vu_le timestamptz not null,
  primary key (usager_id, appareil)
);
comment on table appareil_connu is 'The kinds of device that signed in to an account, so that a new one is told of by mail.';
comment on column appareil_connu.appareil is 'Purpose: tell the holder of a new device. Basis: public task. Kept: life of the account.';

create table service_choisi (
  usager_id uuid not null references usager on delete cascade,
  demarche text not null,
  choisi_le timestamptz not null,
  primary key (usager_id, demarche)
);
comment on table service_choisi is '« Mes services »: the démarches that a person wants at hand.';

create table choix_de_contact (
  usager_id uuid not null references usager on delete cascade,
  genre text not null,
  courriel boolean not null,
  choisi_le timestamptz not null,
  primary key (usager_id, genre)
);
comment on table choix_de_contact is 'For each kind of message that may be turned off: on line only, or on line and by mail.';

-- Second factors ------------------------------------------------------------------------------------------------
create table cle_d_acces (
  id text primary key,
  usager_id uuid references usager on delete cascade,
  agent_id uuid references agent on delete cascade,
  nom text not null,
  cle_publique bytea not null,
  compteur bigint not null default 0,
  transports text[] not null default '{}',
  cree_le timestamptz not null,
  utilisee_le timestamptz,
  constraint cle_d_une_seule_personne check ((usager_id is null) <> (agent_id is null))
);
comment on table cle_d_acces is 'Passkeys (WebAuthn), for citizens who want one and for agents.';
comment on column cle_d_acces.nom is 'Purpose: let the person recognise the key. Basis: public task. Kept: life of the account.';
create index cle_d_acces_par_usager on cle_d_acces (usager_id) where usager_id is not null;
create index cle_d_acces_par_agent on cle_d_acces (agent_id) where agent_id is not null;

create table code_de_secours (
  usager_id uuid not null references usager on delete cascade,
  empreinte bytea not null,
  utilise_le timestamptz,
  primary key (usager_id, empreinte)
);
comment on table code_de_secours is 'Recovery codes, hashed, each for one sign-in when the second factor is lost.';

-- A challenge is answered once: the second step of a sign-in, the making of a key.
create table epreuve (
  id uuid primary key,
  usager_id uuid references usager on delete cascade,
  agent_id uuid references agent on delete cascade,
  usage text not null constraint usage_d_epreuve_connu check (usage in ('connexion', 'ajout')),
  defi text not null,
  cle_empreinte text not null,
  essais int not null default 0,
  expire_le timestamptz not null
);
comment on table epreuve is 'Challenges of second factors, five minutes each.';
create index epreuve_par_expiration on epreuve (expire_le);

-- Sessions ------------------------------------------------------------------------------------------------------
alter table session
  add column reprise_avant timestamptz,
  add column prouvee_le timestamptz not null default now();
update session set prouvee_le = creee_le;
alter table session alter column prouvee_le drop default;
comment on column session.reprise_avant is 'The page was left: without another request until then the session is over.';
comment on column session.prouvee_le is 'When the password was last given in this session: sensitive acts ask for it again after five minutes.';

-- « Signaler une utilisation non autorisée » ----------------------------------------------------------------------
create table signalement (
  id uuid primary key,
  reference text not null constraint reference_de_signalement_unique unique,
  usager_id uuid references usager on delete set null,
  origine text not null constraint origine_de_signalement_connue check (origine in ('compte', 'courriel', 'public')),
  courriel text not null,
  recit text not null,
  gele boolean not null,
  indices jsonb not null default '[]',
  cree_le timestamptz not null,
  traite_le timestamptz,
  agent_id uuid references agent,
  suite text not null default ''
);
comment on table signalement is 'Reports of unauthorised use: what was reported, the evidence kept, what the staff did.';
comment on column signalement.courriel is 'Purpose: answer whoever reported. Basis: public task. Kept: 2 years.';
comment on column signalement.recit is 'Purpose: understand the report. Basis: public task. Kept: 2 years.';
comment on column signalement.indices is 'Purpose: evidence (sessions and devices at that moment). Basis: public task. Kept: 2 years.';
create index signalement_a_traiter on signalement (cree_le, id) where traite_le is null;
create index signalement_par_date on signalement (cree_le desc, id desc);
create index signalement_par_usager on signalement (usager_id, cree_le) where usager_id is not null;

grant select, insert, update, delete on appareil_connu, service_choisi, choix_de_contact, cle_d_acces, code_de_secours,
  epreuve, signalement to espace_application;

-- Lock-out: when each password was evaluated, so that « twenty in 24 hours » holds for any 24 hours.
alter table verrou_acces
  drop column evaluations,
  drop column evaluations_debut,
  add column evaluees timestamptz[] not null default '{}';

comment on column courriel.destinataire is 'Purpose: send the mail. Basis: legal duty. Kept: as the demande; about an account, 2 years; to somebody without one, 30 days.';
create index courriel_sans_demande on courriel (cree_le) where demande_id is null;

-- Agents change their own password; the first one, drawn by the operator, opens for a week.
alter table agent
  add column mot_de_passe_le timestamptz not null default now(),
  add column provisoire_jusqu_a timestamptz;
update agent set mot_de_passe_le = cree_le;
alter table agent alter column mot_de_passe_le drop default;
comment on column agent.provisoire_jusqu_a is 'Until when a password that the agent did not choose opens; null once they chose one.';

-- Where a session was opened, as far as the holder needs to know: from the same network as another one, or not.
alter table session add column reseau bytea;
comment on column session.reseau is 'Purpose: let the person recognise the session by its network (keyed digest, no address). Basis: public task. Kept: 30 days after its end.';
