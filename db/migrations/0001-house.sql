-- The application role: what the running services may do. Owned objects and migrations belong to the login role.
do $$ begin
  create role espace_application nologin;
exception when duplicate_object or unique_violation then null;
end $$;
do $$ begin
  execute format('grant espace_application to %I', current_user);
exception when others then
  -- A superuser may act as any role; a lesser login must be a member, and the grant above says so if it may not.
  if not (select rolsuper from pg_roles where rolname = current_user) then raise; end if;
end $$;

-- Comptes ------------------------------------------------------------------------------------------------------
create table usager (
  id uuid primary key,
  email text not null,
  email_normalise text not null constraint un_compte_par_adresse unique,
  mot_de_passe text not null,
  civilite text constraint civilite_connue check (civilite in ('madame', 'monsieur')),
  prenom text not null,
  nom text not null,
  date_naissance date,
  telephone text,
  adresse jsonb,
  conditions_version text not null,
  conditions_acceptees_le timestamptz not null,
  cree_le timestamptz not null
);
comment on table usager is 'One row a person who opened an account.';
comment on column usager.email is 'Purpose: identifier, confirmation and alerts. Basis: public task. Kept: life of the account.';
comment on column usager.email_normalise is 'Purpose: unique identifier at sign-in. Basis: public task. Kept: life of the account.';
comment on column usager.mot_de_passe is 'Purpose: authentication (Argon2id hash). Basis: public task. Kept: life of the account.';
comment on column usager.civilite is 'Purpose: how to address the person, optional. Basis: public task. Kept: life of the account.';
comment on column usager.prenom is 'Purpose: identify the applicant (CRPA R112-9-1). Basis: legal duty. Kept: life of the account.';
comment on column usager.nom is 'Purpose: identify the applicant (CRPA R112-9-1). Basis: legal duty. Kept: life of the account.';
comment on column usager.date_naissance is 'Purpose: prefill. Basis: public task. Kept: life of the account.';
comment on column usager.telephone is 'Purpose: prefill and contact. Basis: public task. Kept: life of the account.';
comment on column usager.adresse is 'Purpose: prefill (CRPA R112-9-1). Basis: public task. Kept: life of the account.';

create table inscription (
  id uuid primary key,
  email text not null,
  email_normalise text not null,
  mot_de_passe text not null,
  prenom text not null,
  nom text not null,
  conditions_version text not null,
  cree_le timestamptz not null,
  expire_le timestamptz not null,
  jeton_hash bytea constraint jeton_d_inscription_unique unique,
  confirmee_le timestamptz
);
comment on table inscription is 'Sign-ups waiting for the confirmation link; purged when they expire.';
comment on column inscription.email is 'Purpose: send the confirmation link. Basis: public task. Kept: 24 hours.';
comment on column inscription.mot_de_passe is 'Purpose: becomes the account password (Argon2id hash). Basis: public task. Kept: 24 hours.';
comment on column inscription.prenom is 'Purpose: becomes the account name. Basis: public task. Kept: 24 hours.';
comment on column inscription.nom is 'Purpose: becomes the account name. Basis: public task. Kept: 24 hours.';
create index inscription_par_expiration on inscription (expire_le);

create table foyer_enfant (
  id uuid primary key,
  usager_id uuid not null references usager on delete cascade,
  prenom text not null,
  nom text not null,
  date_naissance date not null,
  saisie jsonb not null default '{}',
  cree_le timestamptz not null,
  modifie_le timestamptz not null
);
comment on table foyer_enfant is 'The children of the household, offered again at the next demande.';
comment on column foyer_enfant.prenom is 'Purpose: prefill. Basis: public task. Kept: life of the account.';
comment on column foyer_enfant.nom is 'Purpose: prefill. Basis: public task. Kept: life of the account.';
comment on column foyer_enfant.date_naissance is 'Purpose: prefill. Basis: public task. Kept: life of the account.';
comment on column foyer_enfant.saisie is 'Purpose: prefill (school, class). Basis: public task. Kept: life of the account.';
create unique index un_enfant_une_fois_par_foyer on foyer_enfant (usager_id, lower(prenom), lower(nom), date_naissance);

-- Agents -------------------------------------------------------------------------------------------------------
create table agent (
  id uuid primary key,
  email text not null,
  email_normalise text not null constraint un_agent_par_adresse unique,
  mot_de_passe text not null,
  prenom text not null,
  nom text not null,
  qualite text not null,
  role text not null constraint role_connu check (role in ('instructeur', 'responsable', 'administrateur')),
  totp_chiffre bytea not null,
  totp_dernier_pas bigint not null default 0,
  actif boolean not null default true,
  cree_le timestamptz not null
);
comment on table agent is 'Staff accounts. Name and quality appear on decisions (CRPA L212-1).';
comment on column agent.totp_chiffre is 'TOTP secret sealed with a key derived from SECRET_KEY.';
comment on column agent.totp_dernier_pas is 'Last accepted 30-second step: a code serves once (RFC 6238 5.2).';
create table agent_demarche (
  agent_id uuid not null references agent on delete cascade,
  demarche text not null,
  primary key (agent_id, demarche)
);

-- Sessions -----------------------------------------------------------------------------------------------------
create table session (
  id uuid primary key,
  jeton_hash bytea not null constraint jeton_de_session_unique unique,
  cle_empreinte text not null,
  acteur text not null constraint acteur_de_session_connu check (acteur in ('usager', 'agent')),
  usager_id uuid references usager on delete cascade,
  agent_id uuid references agent on delete cascade,
  creee_le timestamptz not null,
  vue_le timestamptz not null,
  expire_le timestamptz not null,
  inactivite_minutes int not null,
  terminee_le timestamptz,
  poste_partage boolean not null default false,
  appareil text not null default '',
  constraint session_d_une_seule_personne check ((usager_id is null) <> (agent_id is null))
);
comment on column session.appareil is 'Purpose: let the person recognise the session. Basis: public task. Kept: 30 days after its end.';
create index session_par_usager on session (usager_id) where terminee_le is null;
create index session_par_agent on session (agent_id) where terminee_le is null;
create unlogged table preuve_pair (jti text primary key, recue_le timestamptz not null default now());
create unlogged table preuve_impair (jti text primary key, recue_le timestamptz not null default now());
-- Unlogged on purpose: a crash or a fail-over empties it together with the seen proofs, and a new epoch begins.
create unlogged table epoque_nonce (
  id boolean primary key default true constraint une_seule_epoque check (id),
  epoque uuid not null,
  changee_le timestamptz not null
);
create table verrou_acces (
  cle bytea primary key,
  echecs int not null default 0,
  fenetre_debut timestamptz not null,
  bloque_jusqu_a timestamptz,
  niveau int not null default 0,
  evaluations int not null default 0,
  evaluations_debut timestamptz not null,
  modifie_le timestamptz not null
);
create table verrou_source (
  cle bytea primary key,
  echecs int not null default 0,
  fenetre_debut timestamptz not null
);

-- Démarches: what was published, kept for ever ------------------------------------------------------------------
create table version_publiee (
  texte text not null constraint texte_connu check (texte in ('formulaire', 'conditions')),
  demarche text not null,
  version text not null,
  contenu jsonb not null,
  empreinte text not null,
  enregistree_le timestamptz not null,
  primary key (texte, demarche, version)
);
comment on table version_publiee is 'Each form definition and each terms text ever used; never changed. demarche is * for the general terms.';

-- Demandes -----------------------------------------------------------------------------------------------------
create table demande (
  id uuid primary key,
  reference text not null constraint reference_unique unique,
  usager_id uuid not null references usager,
  demarche text not null,
  definition_version text not null,
  conditions_generales_version text not null,
  conditions_version text not null,
  reponses jsonb not null,
  calculs jsonb not null default '[]',
  beneficiaires text not null,
  recherche tsvector not null generated always as (to_tsvector('simple', beneficiaires)) stored,
  deposee_le timestamptz not null,
  statut text not null constraint statut_de_demande_connu
    check (statut in ('deposee', 'en_instruction', 'a_completer', 'acceptee', 'refusee', 'sans_suite', 'desistee')),
  statut_depuis timestamptz not null,
  decision_implicite_le date,
  agent_id uuid references agent,
  revision int not null default 1
);
comment on column demande.reponses is 'Purpose: examine the demande. Basis: public task. Kept: as the démarche says.';
comment on column demande.beneficiaires is 'Purpose: search by name at the counter, normalised. Basis: public task. Kept: as the demande.';
create index demande_par_usager on demande (usager_id, deposee_le desc, id desc);
create index demande_par_file on demande (demarche, statut, deposee_le, id);
create index demande_par_echeance on demande (demarche, statut, decision_implicite_le, id);
create index demande_par_depot on demande (demarche, deposee_le, id);
create index demande_par_agent on demande (agent_id, deposee_le, id) where agent_id is not null;
create index demande_par_nom on demande using gin (recherche);

create table brouillon (
  id uuid primary key,
  usager_id uuid not null references usager on delete cascade,
  demarche text not null,
  definition_version text not null,
  saisie jsonb not null,
  page text not null default '',
  revision int not null default 1,
  changements jsonb,
  cree_le timestamptz not null,
  modifie_le timestamptz not null,
  prevenu_le timestamptz,
  demande_id uuid constraint un_brouillon_une_demande unique references demande
);
comment on column brouillon.saisie is 'Purpose: resume the form where it stopped. Basis: public task. Kept: 100 days after the last change.';
create index brouillon_par_usager on brouillon (usager_id, modifie_le desc) where demande_id is null;
create index brouillon_a_purger on brouillon (modifie_le) where demande_id is null;

create table complement (
  id uuid primary key,
  demande_id uuid not null references demande,
  agent_id uuid not null references agent,
  demande_le timestamptz not null,
  echeance date not null,
  message text not null,
  elements jsonb not null,
  effet text not null constraint effet_connu check (effet in ('suspend', 'recommence', 'aucun')),
  repondu_le timestamptz,
  reponse text not null default '',
  clos_le timestamptz
);
comment on column complement.reponse is 'Purpose: what the usager answers. Basis: public task. Kept: as the demande.';
create unique index un_seul_complement_ouvert_par_demande on complement (demande_id) where clos_le is null;
create index complement_par_demande on complement (demande_id, demande_le);

create table decision (
  demande_id uuid primary key references demande,
  agent_id uuid not null references agent,
  sens text not null constraint sens_connu check (sens in ('acceptee', 'refusee', 'sans_suite')),
  motivation text not null,
  prise_le timestamptz not null,
  constraint un_refus_est_motive check (sens = 'acceptee' or length(motivation) >= 20)
);

-- Pièces -------------------------------------------------------------------------------------------------------
create table piece (
  id uuid primary key,
  usager_id uuid not null references usager,
  brouillon_id uuid references brouillon on delete cascade,
  demande_id uuid references demande,
  complement_id uuid references complement,
  champ text not null,
  nom_fichier text not null,
  genre text not null constraint genre_connu check (genre in ('pdf', 'jpeg', 'png', 'heic')),
  taille int not null constraint taille_bornee check (taille between 1 and 10485760),
  sha256 bytea not null,
  etat text not null constraint etat_de_piece_connu
    check (etat in ('recue', 'quarantaine', 'saine', 'non_analysee', 'infectee', 'liberee')),
  fichier text not null,
  cle_enveloppee bytea not null,
  cle_version int not null,
  recue_le timestamptz not null,
  analysee_le timestamptz
);
comment on column piece.nom_fichier is 'Purpose: let the person recognise the document. Basis: public task. Kept: as the demande.';
create index piece_par_brouillon on piece (brouillon_id) where brouillon_id is not null;
create index piece_par_demande on piece (demande_id) where demande_id is not null;
create table televersement (
  id uuid primary key,
  usager_id uuid not null references usager on delete cascade,
  brouillon_id uuid references brouillon on delete cascade,
  complement_id uuid references complement,
  champ text not null,
  nom_fichier text not null,
  recu int not null default 0,
  taille int not null constraint taille_annoncee_bornee check (taille between 1 and 10485760),
  cree_le timestamptz not null,
  piece_id uuid
);
comment on column televersement.nom_fichier is 'Purpose: name the document being received. Basis: public task. Kept: 2 days.';

-- Courriels ----------------------------------------------------------------------------------------------------
create table courriel (
  id uuid primary key,
  usager_id uuid references usager on delete set null,
  demande_id uuid references demande,
  destinataire text not null,
  modele text not null,
  sujet text not null,
  texte text not null,
  html text not null,
  jeton_de text,
  pieces_jointes jsonb not null default '[]',
  cree_le timestamptz not null,
  envoye_le timestamptz,
  essais int not null default 0,
  dernier_refus text,
  abandonne_le timestamptz
);
comment on table courriel is 'Every mail to send or sent: the proof of content, time and address that CRPA L112-12 asks for.';
comment on column courriel.destinataire is 'Purpose: send the mail. Basis: legal duty. Kept: as the demande.';
comment on column courriel.jeton_de is 'Where the secret of the link comes from; the secret itself is never stored.';
create index courriel_par_demande on courriel (demande_id, cree_le) where demande_id is not null;
create index courriel_en_attente on courriel (cree_le) where envoye_le is null and abandonne_le is null;

-- Journal: append-only by GRANT --------------------------------------------------------------------------------
create table journal (
  id bigint generated always as identity primary key,
  le timestamptz not null,
  acteur text not null constraint acteur_du_journal_connu check (acteur in ('anonyme', 'usager', 'agent', 'systeme')),
  acteur_id uuid,
  action text not null,
  demande_id uuid,
  objet_id uuid,
  donnees jsonb not null default '{}'
);
comment on table journal is 'What was done, by whom, when; written in the transaction of the act, never changed.';
create index journal_par_demande on journal (demande_id, id) where demande_id is not null;
create index journal_par_acteur on journal (acteur_id, id) where acteur_id is not null;

-- Jobs: the application adds them inside its own transaction; the queue's tables stay the owner's ---------------
create function ajouter_travail(nom text, charge json, lancer_a timestamptz, cle text, essais int) returns void
  language plpgsql security definer set search_path = pg_catalog
as $$
begin
  perform graphile_worker.add_job(identifier => nom, payload => charge, run_at => lancer_a, job_key => cle,
    max_attempts => essais);
end $$;

-- The application role: rows, never the structure; the journal may only grow ------------------------------------
revoke all on all tables in schema public from public;
revoke execute on function ajouter_travail(text, json, timestamptz, text, int) from public;
grant usage on schema public to espace_application;
grant execute on function ajouter_travail(text, json, timestamptz, text, int) to espace_application;
grant select, insert, update, delete on usager, inscription, foyer_enfant, agent, agent_demarche, session, epoque_nonce,
  verrou_acces, verrou_source, demande, brouillon, complement, piece, televersement, courriel to espace_application;
grant select, insert, delete, truncate on preuve_pair, preuve_impair to espace_application;
grant select, insert on journal, version_publiee, decision to espace_application;
grant usage on all sequences in schema public to espace_application;
