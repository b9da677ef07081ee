-- Generated from db/migrations by `npm run schema`. Do not edit.

create table accord_de_notification (
  usager_id uuid not null,
  accord boolean not null,
  dit_le timestamp with time zone not null,
  constraint accord_de_notification_pkey PRIMARY KEY (usager_id),
  constraint accord_de_notification_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id) ON DELETE CASCADE
);
comment on table accord_de_notification is 'The express consent to be notified of decisions in the space; the journal keeps each change.';
comment on column accord_de_notification.accord is 'Purpose: notify decisions in the space only to whoever agreed (CRPA L112-15). Basis: legal duty. Kept: life of the account.';
-- espace_application: arwd

create table actualite (
  numero integer not null generated always as identity,
  titre text not null,
  markdown text not null,
  revision integer not null default 1,
  modifiee_le timestamp with time zone not null,
  modifiee_par uuid not null,
  publiee_le timestamp with time zone,
  retiree_le timestamp with time zone,
  constraint actualite_modifiee_par_fkey FOREIGN KEY (modifiee_par) REFERENCES agent(id),
  constraint actualite_pkey PRIMARY KEY (numero),
  constraint seul_ce_qui_est_publie_se_retire CHECK (((retiree_le IS NULL) OR (publiee_le IS NOT NULL))),
  constraint texte_d_actualite_court CHECK (((length(markdown) >= 1) AND (length(markdown) <= 20000))),
  constraint titre_d_actualite_court CHECK (((length(titre) >= 1) AND (length(titre) <= 120)))
);
comment on table actualite is 'The news. Not published: a draft. Withdrawn: kept, shown to nobody, and published again at will.';
CREATE INDEX actualite_par_changement ON public.actualite USING btree (modifiee_le DESC, numero DESC);
CREATE INDEX actualite_publiee ON public.actualite USING btree (publiee_le DESC, numero DESC) WHERE ((publiee_le IS NOT NULL) AND (retiree_le IS NULL));
-- espace_application: arwd

create table agent (
  id uuid not null,
  email text not null,
  email_normalise text not null,
  mot_de_passe text not null,
  prenom text not null,
  nom text not null,
  qualite text not null,
  role text not null,
  totp_chiffre bytea not null,
  totp_dernier_pas bigint not null default 0,
  actif boolean not null default true,
  cree_le timestamp with time zone not null,
  mot_de_passe_le timestamp with time zone not null,
  provisoire_jusqu_a timestamp with time zone,
  ferme_le timestamp with time zone,
  constraint agent_pkey PRIMARY KEY (id),
  constraint role_connu CHECK ((role = ANY (ARRAY['instructeur'::text, 'responsable'::text, 'administrateur'::text, 'regisseur'::text]))),
  constraint un_agent_par_adresse UNIQUE (email_normalise)
);
comment on table agent is 'Staff accounts. Name and quality appear on decisions (CRPA L212-1).';
comment on column agent.email is 'Purpose: agents sign in. Basis: public task. Kept: 1 year after the account is closed.';
comment on column agent.email_normalise is 'Purpose: agents sign in. Basis: public task. Kept: 1 year after the account is closed.';
comment on column agent.mot_de_passe is 'Purpose: agents sign in. Basis: public task. Kept: 1 year after the account is closed.';
comment on column agent.prenom is 'Purpose: say who examines and decides (CRPA L111-2, L212-1). Basis: legal duty. Kept: as the demandes that show it.';
comment on column agent.nom is 'Purpose: say who examines and decides (CRPA L111-2, L212-1). Basis: legal duty. Kept: as the demandes that show it.';
comment on column agent.qualite is 'Purpose: say who examines and decides (CRPA L111-2, L212-1). Basis: legal duty. Kept: as the demandes that show it.';
comment on column agent.totp_chiffre is 'Purpose: agents sign in. Basis: public task. Kept: 1 year after the account is closed.';
comment on column agent.totp_dernier_pas is 'Last accepted 30-second step: a code serves once (RFC 6238 5.2).';
comment on column agent.provisoire_jusqu_a is 'Until when a password that the agent did not choose opens; null once they chose one.';
comment on column agent.ferme_le is 'When the account was closed; the means of signing in are erased a year later, the name with the last demande that shows it.';
CREATE INDEX agent_ferme ON public.agent USING btree (ferme_le) WHERE (ferme_le IS NOT NULL);
-- espace_application: arwd

create table agent_demarche (
  agent_id uuid not null,
  demarche text not null,
  constraint agent_demarche_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE CASCADE,
  constraint agent_demarche_pkey PRIMARY KEY (agent_id, demarche)
);
-- espace_application: arwd

create table anonymat_agent (
  agent_id uuid not null,
  numero text not null,
  motif text not null,
  decide_le timestamp with time zone not null,
  decide_par uuid not null,
  constraint anonymat_agent_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE CASCADE,
  constraint anonymat_agent_decide_par_fkey FOREIGN KEY (decide_par) REFERENCES agent(id),
  constraint anonymat_agent_pkey PRIMARY KEY (agent_id),
  constraint motif_d_anonymat_borne CHECK (((length(motif) >= 20) AND (length(motif) <= 500))),
  constraint numero_d_agent_de_six_chiffres CHECK ((numero ~ '^[1-9][0-9]{5}$'::text)),
  constraint un_numero_un_agent UNIQUE (numero)
);
comment on table anonymat_agent is 'Agents whose name the public does not read, and why (CRPA L111-2). Who decided it and when are in the journal too.';
comment on column anonymat_agent.numero is 'Purpose: name an agent to the public without their name (CRPA L111-2). Basis: legal duty. Kept: as the demandes that show it.';
comment on column anonymat_agent.motif is 'Purpose: protect an agent whose safety asks for it (CRPA L111-2). Basis: legal duty. Kept: as the demandes that show it.';
-- espace_application: ard

create table apercu (
  fichier_id uuid not null,
  page integer not null,
  image_id uuid not null,
  largeur integer not null,
  hauteur integer not null,
  constraint apercu_fichier_id_fkey FOREIGN KEY (fichier_id) REFERENCES fichier(id) ON DELETE CASCADE,
  constraint apercu_image_id_fkey FOREIGN KEY (image_id) REFERENCES fichier(id),
  constraint apercu_pkey PRIMARY KEY (fichier_id, page),
  constraint page_d_apercu CHECK (((page >= 1) AND (page <= 20))),
  constraint une_image_un_apercu UNIQUE (image_id)
);
comment on table apercu is 'One page of a document, drawn as an image that is a file of its own: agents open nothing else of a stranger.';
-- espace_application: ard

create table appareil_connu (
  usager_id uuid not null,
  appareil text not null,
  vu_le timestamp with time zone not null,
  constraint appareil_connu_pkey PRIMARY KEY (usager_id, appareil),
  constraint appareil_connu_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id) ON DELETE CASCADE
);
comment on table appareil_connu is 'The kinds of device that signed in to an account, so that a new one is told of by mail.';
comment on column appareil_connu.appareil is 'Purpose: tell the holder of a new device. Basis: public task. Kept: life of the account.';
-- espace_application: arwd

create table attribution_differee (
  demande_id uuid not null,
  decision_id uuid not null,
  complement_id uuid not null,
  effective_le timestamp with time zone,
  constraint attribution_differee_complement_id_fkey FOREIGN KEY (complement_id) REFERENCES complement(id),
  constraint attribution_differee_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decision(id),
  constraint attribution_differee_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id) ON DELETE CASCADE,
  constraint attribution_differee_pkey PRIMARY KEY (decision_id)
);
comment on table attribution_differee is 'Decisions that grant something while a document was missing: the right counts from the day that the document came (CRPA L114-5-1).';
CREATE INDEX attribution_differee_par_complement ON public.attribution_differee USING btree (complement_id);
CREATE INDEX attribution_differee_par_demande ON public.attribution_differee USING btree (demande_id);
-- espace_application: arwd

create table audience (
  jour date not null,
  page text not null,
  site text not null,
  appareil text not null,
  vues integer not null,
  visites integer not null,
  constraint appareil_connu_de_la_mesure CHECK ((appareil = ANY (ARRAY['telephone'::text, 'tablette'::text, 'ordinateur'::text, 'autre'::text]))),
  constraint audience_pkey PRIMARY KEY (jour, page, site, appareil),
  constraint page_mesuree_courte CHECK (((length(page) >= 1) AND (length(page) <= 200))),
  constraint pas_plus_de_visites_que_de_vues CHECK (((visites >= 0) AND (vues >= GREATEST(visites, 1)))),
  constraint site_d_origine_court CHECK ((length(site) <= 100))
);
comment on table audience is 'Views and visits of the public pages, by day in Paris, page, referring site ('''' none told, ''*'' beyond three hundred in a day) and class of device. No address, no identifier, nobody. Kept 25 months.';
-- espace_application: arwd

create table avis (
  id uuid not null,
  demande_id uuid not null,
  demandeur_id uuid not null,
  consulte_id uuid not null,
  question text not null,
  pour_le date not null,
  demande_le timestamp with time zone not null,
  relance_le timestamp with time zone,
  sens text,
  reponse text not null default ''::text,
  repondu_le timestamp with time zone,
  retire_le timestamp with time zone,
  constraint avis_consulte_id_fkey FOREIGN KEY (consulte_id) REFERENCES agent(id),
  constraint avis_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id),
  constraint avis_demandeur_id_fkey FOREIGN KEY (demandeur_id) REFERENCES agent(id),
  constraint avis_pkey PRIMARY KEY (id),
  constraint question_d_avis_bornee CHECK (((length(question) >= 10) AND (length(question) <= 2000))),
  constraint reponse_d_avis_bornee CHECK ((length(reponse) <= 4000)),
  constraint sens_d_avis_connu CHECK ((sens = ANY (ARRAY['favorable'::text, 'defavorable'::text, 'reserve'::text]))),
  constraint un_avis_est_demande_a_un_autre CHECK ((demandeur_id <> consulte_id)),
  constraint un_avis_rendu_a_un_sens CHECK (((repondu_le IS NULL) = (sens IS NULL))),
  constraint un_avis_rendu_n_est_pas_retire CHECK (((repondu_le IS NULL) OR (retire_le IS NULL)))
);
comment on table avis is 'Opinions that an agent asks of another on one demande: for agents only, binding nobody. Kept: as the demande.';
comment on column avis.question is 'Purpose: examine the demande. Basis: public task. Kept: as the demande.';
comment on column avis.sens is 'Purpose: examine the demande. Basis: public task. Kept: as the demande.';
comment on column avis.reponse is 'Purpose: examine the demande. Basis: public task. Kept: as the demande.';
CREATE INDEX avis_a_rendre ON public.avis USING btree (consulte_id, pour_le, id) WHERE ((repondu_le IS NULL) AND (retire_le IS NULL));
CREATE INDEX avis_par_demande ON public.avis USING btree (demande_id, demande_le);
CREATE INDEX avis_rendus ON public.avis USING btree (consulte_id, repondu_le DESC, id DESC) WHERE (repondu_le IS NOT NULL);
CREATE UNIQUE INDEX un_seul_avis_ouvert_par_agent ON public.avis USING btree (demande_id, consulte_id) WHERE ((repondu_le IS NULL) AND (retire_le IS NULL));
-- espace_application: arw

create table battement (
  un boolean not null default true,
  depuis timestamp with time zone not null,
  dernier timestamp with time zone not null,
  constraint battement_pkey PRIMARY KEY (un),
  constraint un_seul_battement CHECK (un)
);
comment on table battement is 'When the portal last said that it answers. A gap is an interruption.';
-- espace_application: arw

create table beneficiaire (
  demande_id uuid not null,
  cle bytea not null,
  demarche text not null,
  deposee_le timestamp with time zone not null,
  constraint beneficiaire_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id) ON DELETE CASCADE,
  constraint beneficiaire_pkey PRIMARY KEY (demande_id, cle)
);
comment on table beneficiaire is 'For whom each demande is, so that two for the same person are noticed.';
comment on column beneficiaire.cle is 'Purpose: notice two demandes for the same person (digest of name and birth date). Basis: public task. Kept: as the demande.';
CREATE INDEX beneficiaire_par_cle ON public.beneficiaire USING btree (demarche, cle, deposee_le);
-- espace_application: arwd

create table brouillon (
  id uuid not null,
  usager_id uuid,
  demarche text not null,
  definition_version text not null,
  saisie jsonb not null,
  page text not null default ''::text,
  revision integer not null default 1,
  changements jsonb,
  cree_le timestamp with time zone not null,
  modifie_le timestamp with time zone not null,
  prevenu_le timestamp with time zone,
  demande_id uuid,
  agent_id uuid,
  constraint brouillon_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id),
  constraint brouillon_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id),
  constraint brouillon_pkey PRIMARY KEY (id),
  constraint brouillon_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id) ON DELETE CASCADE,
  constraint un_brouillon_a_un_titulaire CHECK ((num_nonnulls(usager_id, agent_id) = 1)),
  constraint un_brouillon_une_demande UNIQUE (demande_id)
);
comment on column brouillon.saisie is 'Purpose: resume the form where it stopped. Basis: public task. Kept: 100 days after the last change.';
comment on column brouillon.changements is 'Purpose: resume the form where it stopped. Basis: public task. Kept: 100 days after the last change.';
CREATE INDEX brouillon_a_purger ON public.brouillon USING btree (modifie_le) WHERE (demande_id IS NULL);
CREATE INDEX brouillon_par_agent ON public.brouillon USING btree (agent_id, modifie_le DESC) WHERE ((agent_id IS NOT NULL) AND (demande_id IS NULL));
CREATE INDEX brouillon_par_titulaire ON public.brouillon USING btree (usager_id) WHERE (usager_id IS NOT NULL);
CREATE INDEX brouillon_par_usager ON public.brouillon USING btree (usager_id, modifie_le DESC) WHERE (demande_id IS NULL);
-- espace_application: arwd

create table cheque (
  paiement_id uuid not null,
  numero text,
  banque text,
  recu_le date not null,
  note_par uuid not null,
  constraint banque_bornee CHECK (((length(banque) >= 1) AND (length(banque) <= 60))),
  constraint cheque_note_par_fkey FOREIGN KEY (note_par) REFERENCES agent(id),
  constraint cheque_paiement_id_fkey FOREIGN KEY (paiement_id) REFERENCES paiement(id),
  constraint cheque_pkey PRIMARY KEY (paiement_id),
  constraint numero_de_cheque_borne CHECK ((numero ~ '^[0-9]{1,15}$'::text))
);
comment on table cheque is 'What is written on a cheque that was received: its payment is in « paiement ».';
comment on column cheque.numero is 'Purpose: accounts of the régie. Basis: legal duty. Kept: 10 years, as accounts.';
comment on column cheque.banque is 'Purpose: accounts of the régie. Basis: legal duty. Kept: 10 years, as accounts.';
comment on column cheque.recu_le is 'Purpose: accounts of the régie. Basis: legal duty. Kept: 10 years, as accounts.';
CREATE INDEX cheque_par_agent ON public.cheque USING btree (note_par);
CREATE INDEX cheque_par_reception ON public.cheque USING btree (recu_le, paiement_id);
-- espace_application: ar

create table cheque_impaye (
  id uuid not null,
  paiement_id uuid not null,
  motif text not null,
  conclu_le timestamp with time zone not null,
  jour_de_caisse date not null,
  note_par uuid not null,
  constraint cheque_impaye_note_par_fkey FOREIGN KEY (note_par) REFERENCES agent(id),
  constraint cheque_impaye_paiement_id_fkey FOREIGN KEY (paiement_id) REFERENCES cheque(paiement_id),
  constraint cheque_impaye_pkey PRIMARY KEY (id),
  constraint motif_d_impaye_borne CHECK (((length(motif) >= 5) AND (length(motif) <= 500))),
  constraint un_cheque_impaye_une_fois UNIQUE (paiement_id)
);
comment on table cheque_impaye is 'A cheque that the bank did not pay: an entry that goes out. Its demande may be paid again.';
comment on column cheque_impaye.motif is 'Purpose: accounts of the régie. Basis: legal duty. Kept: 10 years, as accounts.';
CREATE INDEX cheque_impaye_par_agent ON public.cheque_impaye USING btree (note_par);
CREATE INDEX cheque_impaye_par_jour ON public.cheque_impaye USING btree (jour_de_caisse, conclu_le, id);
CREATE TRIGGER pose_jour_de_caisse BEFORE INSERT ON public.cheque_impaye FOR EACH ROW WHEN ((new.jour_de_caisse IS NULL)) EXECUTE FUNCTION pose_jour_de_caisse();
-- espace_application: ar

create table choix_de_contact (
  usager_id uuid not null,
  genre text not null,
  courriel boolean not null,
  choisi_le timestamp with time zone not null,
  constraint choix_de_contact_pkey PRIMARY KEY (usager_id, genre),
  constraint choix_de_contact_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id) ON DELETE CASCADE
);
comment on table choix_de_contact is 'For each kind of message that may be turned off: on line only, or on line and by mail.';
comment on column choix_de_contact.genre is 'Purpose: write only what is wanted. Basis: public task. Kept: life of the account.';
-- espace_application: arwd

create table cle_d_acces (
  id text not null,
  usager_id uuid,
  agent_id uuid,
  nom text not null,
  cle_publique bytea not null,
  compteur bigint not null default 0,
  transports text[] not null default '{}'::text[],
  cree_le timestamp with time zone not null,
  utilisee_le timestamp with time zone,
  constraint cle_d_acces_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE CASCADE,
  constraint cle_d_acces_pkey PRIMARY KEY (id),
  constraint cle_d_acces_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id) ON DELETE CASCADE,
  constraint cle_d_une_seule_personne CHECK (((usager_id IS NULL) <> (agent_id IS NULL)))
);
comment on table cle_d_acces is 'Passkeys (WebAuthn), for citizens who want one and for agents.';
comment on column cle_d_acces.nom is 'Purpose: let the person recognise the key. Basis: public task. Kept: life of the account.';
comment on column cle_d_acces.cle_publique is 'Purpose: second step of sign-in, optional. Basis: public task. Kept: life of the account.';
CREATE INDEX cle_d_acces_par_agent ON public.cle_d_acces USING btree (agent_id) WHERE (agent_id IS NOT NULL);
CREATE INDEX cle_d_acces_par_usager ON public.cle_d_acces USING btree (usager_id) WHERE (usager_id IS NOT NULL);
-- espace_application: arwd

create table cloture_de_caisse (
  id uuid not null,
  numero integer not null,
  jour date not null,
  entrees_cents bigint not null,
  sorties_cents bigint not null,
  totaux jsonb not null,
  ecritures jsonb not null,
  close_le timestamp with time zone not null,
  close_par uuid not null,
  precedent bytea,
  empreinte bytea not null,
  constraint cloture_de_caisse_close_par_fkey FOREIGN KEY (close_par) REFERENCES agent(id),
  constraint cloture_de_caisse_pkey PRIMARY KEY (id),
  constraint empreinte_de_cloture_entiere CHECK ((octet_length(empreinte) = 32)),
  constraint entrees_positives CHECK ((entrees_cents >= 0)),
  constraint la_premiere_ne_suit_rien CHECK (((numero = 1) = (precedent IS NULL))),
  constraint numero_de_cloture_positif CHECK ((numero >= 1)),
  constraint sorties_positives CHECK ((sorties_cents >= 0)),
  constraint un_jour_clos_une_fois UNIQUE (jour),
  constraint une_cloture_a_des_ecritures CHECK ((jsonb_array_length(ecritures) > 0)),
  constraint une_cloture_a_son_numero UNIQUE (numero),
  constraint une_empreinte_une_cloture UNIQUE (empreinte)
);
comment on table cloture_de_caisse is 'The entries of one day of the accounts, as they were when it was closed, chained to the closing before. Never changed.';
comment on column cloture_de_caisse.totaux is 'Purpose: accounts of the régie. Basis: legal duty. Kept: 10 years, as accounts.';
comment on column cloture_de_caisse.ecritures is 'Purpose: accounts of the régie. Basis: legal duty. Kept: 10 years, as accounts.';
comment on column cloture_de_caisse.empreinte is 'SHA-256 of the canonical form of the closing (src/features/caisse/empreinte-de-cloture.ts), the one before included.';
CREATE INDEX cloture_de_caisse_par_agent ON public.cloture_de_caisse USING btree (close_par);
CREATE TRIGGER cloture_inalterable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.cloture_de_caisse FOR EACH STATEMENT EXECUTE FUNCTION cloture_inalterable();
-- espace_application: ar

create table code_de_secours (
  usager_id uuid not null,
  empreinte bytea not null,
  utilise_le timestamp with time zone,
  constraint code_de_secours_pkey PRIMARY KEY (usager_id, empreinte),
  constraint code_de_secours_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id) ON DELETE CASCADE
);
comment on table code_de_secours is 'Recovery codes, hashed, each for one sign-in when the second factor is lost.';
comment on column code_de_secours.empreinte is 'Purpose: second step of sign-in, optional. Basis: public task. Kept: life of the account.';
-- espace_application: arwd

create table complement (
  id uuid not null,
  demande_id uuid not null,
  agent_id uuid not null,
  demande_le timestamp with time zone not null,
  echeance date not null,
  message text not null,
  elements jsonb not null,
  effet text not null,
  repondu_le timestamp with time zone,
  reponse text not null default ''::text,
  clos_le timestamp with time zone,
  constraint complement_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id),
  constraint complement_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id),
  constraint complement_pkey PRIMARY KEY (id),
  constraint effet_connu CHECK ((effet = ANY (ARRAY['suspend'::text, 'recommence'::text, 'aucun'::text])))
);
comment on column complement.message is 'Purpose: tell what is missing (CRPA L114-5). Basis: legal duty. Kept: as the demande.';
comment on column complement.elements is 'Purpose: tell what is missing (CRPA L114-5). Basis: legal duty. Kept: as the demande.';
comment on column complement.reponse is 'Purpose: what the usager answers. Basis: public task. Kept: as the demande.';
CREATE INDEX complement_ouvert_par_echeance ON public.complement USING btree (echeance, demande_id) WHERE (clos_le IS NULL);
CREATE INDEX complement_par_demande ON public.complement USING btree (demande_id, demande_le);
CREATE UNIQUE INDEX un_seul_complement_ouvert_par_demande ON public.complement USING btree (demande_id) WHERE (clos_le IS NULL);
-- espace_application: arwd

create table conditions_brouillon (
  texte text not null,
  markdown text,
  changements text,
  revision integer not null default 1,
  modifie_le timestamp with time zone not null,
  modifie_par uuid not null,
  constraint conditions_brouillon_modifie_par_fkey FOREIGN KEY (modifie_par) REFERENCES agent(id),
  constraint conditions_brouillon_pkey PRIMARY KEY (texte),
  constraint un_brouillon_est_entier CHECK (((markdown IS NULL) = (changements IS NULL)))
);
comment on table conditions_brouillon is 'The next version of a text, while an administrator writes it; without words when nobody does. The revision only grows.';
-- espace_application: arw

create table conditions_reponse (
  usager_id uuid not null,
  texte text not null,
  numero integer not null,
  reponse text not null,
  le timestamp with time zone not null,
  constraint conditions_reponse_pkey PRIMARY KEY (usager_id, texte, numero, reponse),
  constraint conditions_reponse_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id) ON DELETE CASCADE,
  constraint reponse_aux_conditions_connue CHECK ((reponse = ANY (ARRAY['acceptee'::text, 'refusee'::text]))),
  constraint une_reponse_porte_sur_une_version FOREIGN KEY (texte, numero) REFERENCES conditions_version(texte, numero)
);
comment on table conditions_reponse is 'Who accepted or refused which version. Whoever refused and accepted later accepted.';
comment on column conditions_reponse.reponse is 'Purpose: prove the acceptance of the terms (CRPA L112-9), honour a refusal. Basis: legal duty. Kept: life of the account; beyond, with the demandes that stay, under a number that names nobody.';
CREATE INDEX conditions_reponse_par_version ON public.conditions_reponse USING btree (texte, numero, reponse);
-- espace_application: ar

create table conditions_version (
  texte text not null,
  numero integer not null,
  titre text not null,
  markdown text not null,
  changements text not null,
  publiee_le timestamp with time zone not null,
  publiee_par uuid,
  constraint conditions_version_pkey PRIMARY KEY (texte, numero),
  constraint conditions_version_publiee_par_fkey FOREIGN KEY (publiee_par) REFERENCES agent(id),
  constraint un_numero_commence_a_un CHECK ((numero >= 1))
);
comment on table conditions_version is 'Each version of each terms text, as people read it; never changed. texte is * for the general terms, else a démarche.';
comment on column conditions_version.publiee_par is 'Null for the text delivered with the product.';
-- espace_application: ar

create table conservation_suspendue (
  demande_id uuid not null,
  motif text not null,
  depuis timestamp with time zone not null,
  agent_id uuid not null,
  constraint conservation_suspendue_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id),
  constraint conservation_suspendue_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id) ON DELETE CASCADE,
  constraint conservation_suspendue_pkey PRIMARY KEY (demande_id),
  constraint motif_de_suspension_borne CHECK (((length(motif) >= 10) AND (length(motif) <= 500)))
);
comment on table conservation_suspendue is 'Demandes that are kept beyond their time, an appeal or an inspection being under way.';
comment on column conservation_suspendue.motif is 'Purpose: keep a demande while an appeal or an inspection lasts. Basis: legal duty. Kept: as the demande.';
-- espace_application: ard

create table courriel (
  id uuid not null,
  usager_id uuid,
  demande_id uuid,
  destinataire text not null,
  modele text not null,
  sujet text not null,
  texte text not null,
  html text not null,
  jeton_de text,
  pieces_jointes jsonb not null default '[]'::jsonb,
  cree_le timestamp with time zone not null,
  envoye_le timestamp with time zone,
  essais integer not null default 0,
  dernier_refus text,
  abandonne_le timestamp with time zone,
  constraint courriel_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id),
  constraint courriel_pkey PRIMARY KEY (id),
  constraint courriel_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id) ON DELETE SET NULL
);
comment on table courriel is 'Every mail to send or sent: the proof of content, time and address that CRPA L112-12 asks for.';
comment on column courriel.destinataire is 'Purpose: send the mail. Basis: legal duty. Kept: as the demande; about an account, 2 years; to somebody without one, 30 days.';
comment on column courriel.sujet is 'Purpose: send the mail. Basis: legal duty. Kept: as the demande; about an account, 2 years; to somebody without one, 30 days.';
comment on column courriel.texte is 'Purpose: send the mail. Basis: legal duty. Kept: as the demande; about an account, 2 years; to somebody without one, 30 days.';
comment on column courriel.html is 'Purpose: send the mail. Basis: legal duty. Kept: as the demande; about an account, 2 years; to somebody without one, 30 days.';
comment on column courriel.jeton_de is 'Where the secret of the link comes from; the secret itself is never stored.';
CREATE INDEX courriel_en_attente ON public.courriel USING btree (cree_le) WHERE ((envoye_le IS NULL) AND (abandonne_le IS NULL));
CREATE INDEX courriel_par_demande ON public.courriel USING btree (demande_id, cree_le) WHERE (demande_id IS NOT NULL);
CREATE INDEX courriel_par_usager ON public.courriel USING btree (usager_id) WHERE (usager_id IS NOT NULL);
CREATE INDEX courriel_sans_demande ON public.courriel USING btree (cree_le) WHERE (demande_id IS NULL);
-- espace_application: arwd

create table decision (
  demande_id uuid not null,
  agent_id uuid not null,
  sens text not null,
  motivation text not null,
  prise_le timestamp with time zone not null,
  id uuid not null default gen_random_uuid(),
  rang integer not null default 1,
  nature text not null default 'decision'::text,
  motif text not null default ''::text,
  fondement text,
  modele_version text,
  document jsonb,
  constraint decision_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id),
  constraint decision_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id),
  constraint decision_pkey PRIMARY KEY (id),
  constraint fondement_connu CHECK ((fondement = ANY (ARRAY['illegale'::text, 'fraude'::text, 'demande'::text, 'reexamen'::text]))),
  constraint nature_connue CHECK ((nature = ANY (ARRAY['decision'::text, 'correction'::text, 'retrait'::text]))),
  constraint sens_connu CHECK ((sens = ANY (ARRAY['acceptee'::text, 'acceptee_partiellement'::text, 'refusee'::text, 'sans_suite'::text, 'retiree'::text]))),
  constraint un_changement_est_motive CHECK (((nature = 'decision'::text) OR (length(motif) >= 20))),
  constraint un_rang_par_decision UNIQUE (demande_id, rang),
  constraint un_refus_est_motive CHECK (((sens = ANY (ARRAY['acceptee'::text, 'acceptee_partiellement'::text, 'retiree'::text])) OR (length(motivation) >= 20))),
  constraint un_retrait_a_son_fondement CHECK (((nature = 'retrait'::text) = (fondement IS NOT NULL))),
  constraint un_retrait_retire CHECK (((nature = 'retrait'::text) = (sens = 'retiree'::text)))
);
comment on table decision is 'What was decided, corrected or withdrawn (motif says why); rows are never changed. The last of a demande counts.';
comment on column decision.motivation is 'Purpose: state the reasons in law and in fact (CRPA L211-5). Basis: legal duty. Kept: as the demande.';
comment on column decision.motif is 'Purpose: state the reasons in law and in fact (CRPA L211-5). Basis: legal duty. Kept: as the demande.';
comment on column decision.fondement is 'Purpose: state the reasons in law and in fact (CRPA L211-5). Basis: legal duty. Kept: as the demande.';
comment on column decision.document is 'Purpose: draw the document of the decision again as it was (name and postal address of the applicant, name and quality of who decided). Basis: legal duty. Kept: as the demande.';
CREATE INDEX decision_par_moment ON public.decision USING btree (prise_le, demande_id);
-- espace_application: ar

create table decision_implicite (
  demande_id uuid not null,
  sens text not null,
  nee_le date not null,
  constatee_le timestamp with time zone not null,
  constraint decision_implicite_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id) ON DELETE CASCADE,
  constraint decision_implicite_pkey PRIMARY KEY (demande_id, nee_le),
  constraint sens_du_silence_connu CHECK ((sens = ANY (ARRAY['acceptation'::text, 'rejet'::text])))
);
comment on table decision_implicite is 'CRPA L231-1, L231-4: nee_le is the day of the law, constatee_le when the product wrote it down. A rejection leaves the examination open.';
CREATE INDEX decision_implicite_par_jour ON public.decision_implicite USING btree (nee_le);
-- espace_application: ar

create table decision_partie (
  decision_id uuid not null,
  rang integer not null,
  instance text not null,
  option text not null,
  nom text not null,
  libelle text not null,
  sens text not null,
  motivation text not null default ''::text,
  detail text not null default ''::text,
  constraint decision_partie_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decision(id),
  constraint decision_partie_pkey PRIMARY KEY (decision_id, rang),
  constraint sens_de_partie_connu CHECK ((sens = ANY (ARRAY['acceptee'::text, 'refusee'::text]))),
  constraint un_refus_de_partie_est_motive CHECK (((sens = 'acceptee'::text) OR (length(motivation) >= 20))),
  constraint une_partie_par_option UNIQUE (decision_id, instance, option)
);
comment on table decision_partie is 'What was decided of each option asked for each person; empty where a decision is whole.';
comment on column decision_partie.option is 'Purpose: say what is decided of each option. Basis: legal duty. Kept: as the demande.';
comment on column decision_partie.nom is 'Purpose: say for whom each part is decided. Basis: legal duty. Kept: as the demande.';
comment on column decision_partie.libelle is 'Purpose: say what is decided of each option. Basis: legal duty. Kept: as the demande.';
comment on column decision_partie.motivation is 'Purpose: state the reasons in law and in fact (CRPA L211-5). Basis: legal duty. Kept: as the demande.';
comment on column decision_partie.detail is 'Purpose: say what is decided of each option. Basis: legal duty. Kept: as the demande.';
-- espace_application: ar

create table delai_habituel (
  demarche text not null,
  p50_jours integer not null,
  p90_jours integer not null,
  effectif integer not null,
  calcule_le timestamp with time zone not null,
  constraint delai_habituel_pkey PRIMARY KEY (demarche)
);
comment on table delai_habituel is 'Days from dépôt to decision over the last six months, per démarche; made anew every day.';
-- espace_application: arwd

create table demande (
  id uuid not null,
  reference text not null,
  usager_id uuid,
  demarche text not null,
  definition_version text not null,
  conditions_generales_version integer not null,
  conditions_version integer not null,
  reponses jsonb not null,
  calculs jsonb not null default '[]'::jsonb,
  beneficiaires text not null,
  recherche tsvector not null generated always as to_tsvector('simple'::regconfig, beneficiaires),
  deposee_le timestamp with time zone not null,
  statut text not null,
  statut_depuis timestamp with time zone not null,
  decision_implicite_le date,
  agent_id uuid,
  revision integer not null default 1,
  constraint demande_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id),
  constraint demande_pkey PRIMARY KEY (id),
  constraint demande_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id),
  constraint reference_unique UNIQUE (reference),
  constraint statut_de_demande_connu CHECK ((statut = ANY (ARRAY['deposee'::text, 'en_instruction'::text, 'a_completer'::text, 'acceptee'::text, 'acceptee_partiellement'::text, 'refusee'::text, 'sans_suite'::text, 'desistee'::text, 'transmise'::text])))
);
comment on column demande.reponses is 'Purpose: examine the demande. Basis: public task. Kept: as the démarche says.';
comment on column demande.calculs is 'Purpose: examine the demande. Basis: public task. Kept: as the démarche says.';
comment on column demande.beneficiaires is 'Purpose: search by name at the counter, normalised. Basis: public task. Kept: as the demande.';
comment on column demande.recherche is 'Purpose: search by name at the counter, normalised. Basis: public task. Kept: as the demande.';
CREATE INDEX demande_dont_le_silence_court ON public.demande USING btree (decision_implicite_le) WHERE (statut = ANY (ARRAY['deposee'::text, 'en_instruction'::text, 'a_completer'::text]));
CREATE INDEX demande_finie_par_date ON public.demande USING btree (demarche, statut_depuis, id) WHERE (statut = ANY (ARRAY['acceptee'::text, 'acceptee_partiellement'::text, 'refusee'::text, 'sans_suite'::text, 'transmise'::text, 'desistee'::text]));
CREATE INDEX demande_par_agent ON public.demande USING btree (agent_id, deposee_le, id) WHERE (agent_id IS NOT NULL);
CREATE INDEX demande_par_agent_et_echeance ON public.demande USING btree (agent_id, demarche, statut, decision_implicite_le, id) WHERE (agent_id IS NOT NULL);
CREATE INDEX demande_par_agent_et_file ON public.demande USING btree (agent_id, demarche, statut, deposee_le, id) WHERE (agent_id IS NOT NULL);
CREATE INDEX demande_par_depot ON public.demande USING btree (demarche, deposee_le, id);
CREATE INDEX demande_par_echeance ON public.demande USING btree (demarche, statut, decision_implicite_le, id);
CREATE INDEX demande_par_file ON public.demande USING btree (demarche, statut, deposee_le, id);
CREATE INDEX demande_par_usager ON public.demande USING btree (usager_id, deposee_le DESC, id DESC);
CREATE INDEX demande_sans_agent ON public.demande USING btree (demarche, statut, deposee_le, id) WHERE (agent_id IS NULL);
CREATE TRIGGER note_noms AFTER INSERT OR UPDATE OF beneficiaires, demarche, deposee_le, statut, decision_implicite_le, agent_id ON public.demande FOR EACH ROW EXECUTE FUNCTION note_noms();
-- espace_application: arw

create table demande_de_motifs (
  demande_id uuid not null,
  demandee_le timestamp with time zone not null,
  dus_le date not null,
  motifs text,
  communiques_le timestamp with time zone,
  agent_id uuid,
  constraint demande_de_motifs_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id),
  constraint demande_de_motifs_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id) ON DELETE CASCADE,
  constraint demande_de_motifs_pkey PRIMARY KEY (demande_id),
  constraint les_motifs_se_disent CHECK (((motifs IS NULL) OR (length(motifs) >= 20))),
  constraint motifs_communiques_par_quelqu_un CHECK ((((communiques_le IS NULL) = (motifs IS NULL)) AND ((communiques_le IS NULL) = (agent_id IS NULL))))
);
comment on table demande_de_motifs is 'CRPA L232-4: reasons of an implicit rejection, owed within a month of being asked.';
comment on column demande_de_motifs.motifs is 'Purpose: give the reasons of a decision born of silence (CRPA L232-4). Basis: legal duty. Kept: as the demande.';
CREATE INDEX motifs_dus ON public.demande_de_motifs USING btree (dus_le) WHERE (communiques_le IS NULL);
-- espace_application: arw

create table demandeur_papier (
  demande_id uuid not null,
  civilite text,
  prenom text not null,
  nom text not null,
  adresse jsonb not null,
  telephone text,
  email text,
  constraint civilite_du_demandeur_connue CHECK ((civilite = ANY (ARRAY['madame'::text, 'monsieur'::text]))),
  constraint demandeur_papier_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id),
  constraint demandeur_papier_pkey PRIMARY KEY (demande_id)
);
comment on table demandeur_papier is 'Who filed a demande on paper, without an account.';
comment on column demandeur_papier.civilite is 'Purpose: how to address the person, optional. Basis: public task. Kept: as the demande.';
comment on column demandeur_papier.prenom is 'Purpose: identify the applicant (CRPA R112-9-1). Basis: legal duty. Kept: as the demande.';
comment on column demandeur_papier.nom is 'Purpose: identify the applicant (CRPA R112-9-1). Basis: legal duty. Kept: as the demande.';
comment on column demandeur_papier.adresse is 'Purpose: answer by post. Basis: legal duty. Kept: as the demande.';
comment on column demandeur_papier.telephone is 'Purpose: contact. Basis: public task. Kept: as the demande.';
comment on column demandeur_papier.email is 'Purpose: contact. Basis: public task. Kept: as the demande.';
-- espace_application: ar

create table document (
  id uuid not null,
  usager_id uuid not null,
  fichier_id uuid not null,
  empreinte bytea not null,
  nature text not null,
  nom text not null,
  ajoute_le timestamp with time zone not null,
  date_du_document date,
  validite text not null,
  valable_jusqu_au date,
  rappel_le timestamp with time zone,
  constraint document_fichier_id_fkey FOREIGN KEY (fichier_id) REFERENCES fichier(id),
  constraint document_pkey PRIMARY KEY (id),
  constraint document_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id),
  constraint nature_de_document_connue CHECK ((nature = ANY (ARRAY['certificat-scolarite'::text, 'justificatif-domicile'::text, 'avis-imposition'::text, 'quotient-familial'::text, 'rib'::text, 'piece-identite'::text, 'photo'::text, 'garde'::text, 'autre'::text]))),
  constraint nom_de_document_court CHECK (((length(nom) >= 1) AND (length(nom) <= 120))),
  constraint un_document_une_fois UNIQUE (usager_id, empreinte),
  constraint validite_connue CHECK ((validite = ANY (ARRAY['toujours'::text, 'annee-scolaire'::text, 'un-an'::text, 'six-mois'::text, 'trois-mois'::text, 'date'::text])))
);
comment on table document is 'The documents that a person keeps to use them again. A demande that was filed with one keeps its file, whatever becomes of this row.';
comment on column document.empreinte is 'SHA-256 of the content: the same content of the same person is one document.';
comment on column document.nature is 'Purpose: keep documents to use them again. Basis: public task. Kept: until the person deletes it, or the account is erased.';
comment on column document.nom is 'Purpose: keep documents to use them again. Basis: public task. Kept: until the person deletes it, or the account is erased.';
comment on column document.date_du_document is 'Purpose: keep documents to use them again. Basis: public task. Kept: until the person deletes it, or the account is erased.';
comment on column document.valable_jusqu_au is 'Purpose: tell when a document ends. Basis: public task. Kept: until the person deletes it, or the account is erased.';
comment on column document.rappel_le is 'When the person was told that it ends soon: once.';
CREATE INDEX document_a_rappeler ON public.document USING btree (valable_jusqu_au) WHERE ((rappel_le IS NULL) AND (valable_jusqu_au IS NOT NULL));
CREATE INDEX document_par_fichier ON public.document USING btree (fichier_id);
CREATE INDEX document_par_usager ON public.document USING btree (usager_id, ajoute_le DESC, id DESC);
-- espace_application: arwd

create table document_de_message (
  id uuid not null,
  message_id uuid not null,
  fichier_id uuid not null,
  nom_fichier text not null,
  recu_le timestamp with time zone not null,
  constraint document_de_message_fichier_id_fkey FOREIGN KEY (fichier_id) REFERENCES fichier(id),
  constraint document_de_message_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE,
  constraint document_de_message_pkey PRIMARY KEY (id)
);
comment on column document_de_message.nom_fichier is 'Purpose: let the person recognise the document. Basis: public task. Kept: as the demande.';
CREATE INDEX document_de_message_par_fichier ON public.document_de_message USING btree (fichier_id);
CREATE INDEX document_par_message ON public.document_de_message USING btree (message_id);
-- espace_application: arwd

create table doublon (
  demande_id uuid not null,
  autre_id uuid not null,
  demarche text not null,
  constraint doublon_autre_id_fkey FOREIGN KEY (autre_id) REFERENCES demande(id) ON DELETE CASCADE,
  constraint doublon_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id) ON DELETE CASCADE,
  constraint doublon_pkey PRIMARY KEY (demande_id, autre_id)
);
comment on table doublon is 'Pairs of demandes for the same person, each written both ways at the second dépôt.';
CREATE INDEX doublon_par_autre ON public.doublon USING btree (autre_id);
CREATE TRIGGER note_doublon AFTER INSERT ON public.doublon FOR EACH ROW EXECUTE FUNCTION note_doublon();
CREATE TRIGGER oublie_doublon AFTER DELETE ON public.doublon FOR EACH ROW EXECUTE FUNCTION oublie_doublon();
-- espace_application: arwd

create table element_recu (
  complement_id uuid not null,
  rang integer not null,
  reponse text not null default ''::text,
  recu_le timestamp with time zone not null,
  tardif boolean not null,
  constraint element_recu_complement_id_fkey FOREIGN KEY (complement_id) REFERENCES complement(id) ON DELETE CASCADE,
  constraint element_recu_pkey PRIMARY KEY (complement_id, rang),
  constraint rang_d_element CHECK ((rang >= 1))
);
comment on table element_recu is 'What has come of each element of a complement (1 is the first); absent while it is waited for.';
comment on column element_recu.reponse is 'Purpose: what the usager answers. Basis: public task. Kept: as the demande.';
-- espace_application: ar

create unlogged table epoque_nonce (
  id boolean not null default true,
  epoque uuid not null,
  changee_le timestamp with time zone not null,
  constraint epoque_nonce_pkey PRIMARY KEY (id),
  constraint une_seule_epoque CHECK (id)
);
-- espace_application: arwd

create table epreuve (
  id uuid not null,
  usager_id uuid,
  agent_id uuid,
  usage text not null,
  defi text not null,
  cle_empreinte text not null,
  essais integer not null default 0,
  expire_le timestamp with time zone not null,
  constraint epreuve_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE CASCADE,
  constraint epreuve_pkey PRIMARY KEY (id),
  constraint epreuve_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id) ON DELETE CASCADE,
  constraint usage_d_epreuve_connu CHECK ((usage = ANY (ARRAY['connexion'::text, 'ajout'::text])))
);
comment on table epreuve is 'Challenges of second factors, five minutes each.';
CREATE INDEX epreuve_par_expiration ON public.epreuve USING btree (expire_le);
CREATE INDEX epreuve_par_usager ON public.epreuve USING btree (usager_id) WHERE (usager_id IS NOT NULL);
-- espace_application: arwd

create table export_de_demandes (
  id uuid not null,
  agent_id uuid not null,
  demarche text not null,
  du date not null,
  au date not null,
  statuts text[] not null,
  colonnes text[] not null,
  format text not null,
  demande_le timestamp with time zone not null,
  constraint export_de_demandes_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id),
  constraint export_de_demandes_pkey PRIMARY KEY (id),
  constraint format_d_export_connu CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text]))),
  constraint un_export_ne_finit_pas_avant_de_commencer CHECK ((du <= au))
);
comment on table export_de_demandes is 'What an agent asked to take away: the file is made again at each download, and each is journaled with its number of lines. Kept: 30 days.';
comment on column export_de_demandes.demarche is 'Purpose: make the lists of demandes that agents take away. Basis: public task. Kept: 30 days.';
comment on column export_de_demandes.du is 'Purpose: make the lists of demandes that agents take away. Basis: public task. Kept: 30 days.';
comment on column export_de_demandes.au is 'Purpose: make the lists of demandes that agents take away. Basis: public task. Kept: 30 days.';
comment on column export_de_demandes.statuts is 'Purpose: make the lists of demandes that agents take away. Basis: public task. Kept: 30 days.';
comment on column export_de_demandes.colonnes is 'Purpose: make the lists of demandes that agents take away. Basis: public task. Kept: 30 days.';
comment on column export_de_demandes.format is 'Purpose: make the lists of demandes that agents take away. Basis: public task. Kept: 30 days.';
CREATE INDEX export_par_agent ON public.export_de_demandes USING btree (agent_id, demande_le DESC, id DESC);
CREATE INDEX export_par_date ON public.export_de_demandes USING btree (demande_le);
-- espace_application: ard

create table fermeture (
  numero integer not null generated always as identity,
  demarche text,
  debut timestamp with time zone not null,
  fin timestamp with time zone not null,
  motif text,
  notee_le timestamp with time zone not null,
  notee_par uuid,
  annulee_le timestamp with time zone,
  delais_prolonges_jusqu timestamp with time zone,
  revision integer not null default 1,
  constraint fermeture_notee_par_fkey FOREIGN KEY (notee_par) REFERENCES agent(id),
  constraint fermeture_pkey PRIMARY KEY (numero),
  constraint motif_de_maintenance_court CHECK (((length(motif) >= 1) AND (length(motif) <= 300))),
  constraint seule_une_maintenance_a_venir_s_annule CHECK (((annulee_le IS NULL) OR ((annulee_le < debut) AND (notee_par IS NOT NULL)))),
  constraint une_fermeture_finit_apres_son_debut CHECK ((fin > debut)),
  constraint une_maintenance_a_un_auteur_et_un_motif CHECK (((notee_par IS NULL) = (motif IS NULL)))
);
comment on table fermeture is 'With an author, a maintenance that was planned; without, an interruption noticed after it ended. Never deleted: it can be attested.';
comment on column fermeture.demarche is 'Null: the whole portal.';
comment on column fermeture.fin is 'Brought forward when a maintenance ends early, put back when it lasts.';
comment on column fermeture.delais_prolonges_jusqu is 'The end for which deadlines were extended; null until they are.';
CREATE INDEX fermeture_par_fin ON public.fermeture USING btree (fin);
-- espace_application: arw

create table fichier (
  id uuid not null,
  usager_id uuid,
  agent_id uuid,
  genre text not null,
  taille integer not null,
  sha256 bytea not null,
  etat text not null,
  chemin text not null,
  cle_enveloppee bytea not null,
  cle_version integer not null,
  recu_le timestamp with time zone not null,
  analyse_le timestamp with time zone,
  nettoye_le timestamp with time zone,
  pages integer,
  alertes text[] not null default '{}'::text[],
  motif text,
  constraint ecartee_pour_un_motif CHECK (((etat = 'ecartee'::text) = (motif IS NOT NULL))),
  constraint etat_de_fichier_connu CHECK ((etat = ANY (ARRAY['recue'::text, 'quarantaine'::text, 'saine'::text, 'non_analysee'::text, 'infectee'::text, 'ecartee'::text, 'liberee'::text]))),
  constraint fichier_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id),
  constraint fichier_d_une_seule_personne CHECK (((usager_id IS NULL) <> (agent_id IS NULL))),
  constraint fichier_pkey PRIMARY KEY (id),
  constraint fichier_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id),
  constraint genre_connu CHECK ((genre = ANY (ARRAY['pdf'::text, 'jpeg'::text, 'png'::text, 'heic'::text]))),
  constraint motif_d_ecart_connu CHECK ((motif = ANY (ARRAY['illisible'::text, 'trop-lourd'::text, 'mot-de-passe'::text, 'trop-de-pages'::text]))),
  constraint taille_bornee CHECK (((taille >= 1) AND (taille <= 10485760)))
);
comment on table fichier is 'The content of documents: where it is, its sealed key, what its analysis found. Gone when nothing refers to it.';
comment on column fichier.sha256 is 'Of the content as it came: an image is drawn anew afterwards, and the seal proves what is stored.';
comment on column fichier.chemin is 'Purpose: read the documents of a demande, or use them again. Basis: public task. Kept: as long as a demande, a message or the documents of a person hold it.';
comment on column fichier.nettoye_le is 'When it was opened apart, drawn anew if it is an image, and its pages drawn; absent before.';
comment on column fichier.alertes is 'What a PDF holds beside its pages (scripts, attachments…): agents see its pages, and do not open the file.';
comment on column fichier.motif is 'Why it cannot be shown.';
CREATE INDEX fichier_a_analyser ON public.fichier USING btree (recu_le) WHERE (etat = ANY (ARRAY['recue'::text, 'quarantaine'::text]));
CREATE INDEX fichier_jamais_analyse ON public.fichier USING btree (id) WHERE (etat = 'non_analysee'::text);
CREATE INDEX fichier_par_usager ON public.fichier USING btree (usager_id, sha256) WHERE (usager_id IS NOT NULL);
-- espace_application: arwd

create table filtre_enregistre (
  id uuid not null,
  agent_id uuid not null,
  nom text not null,
  requete text not null,
  par_defaut boolean not null default false,
  cree_le timestamp with time zone not null,
  constraint filtre_enregistre_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE CASCADE,
  constraint filtre_enregistre_pkey PRIMARY KEY (id),
  constraint nom_de_filtre_borne CHECK (((length(nom) >= 1) AND (length(nom) <= 60)))
);
comment on table filtre_enregistre is 'Filters of the queue that an agent named, as its address writes them, without what was searched: no name is kept.';
comment on column filtre_enregistre.nom is 'Purpose: let each agent work as they chose. Basis: public task. Kept: until the agent changes it, or leaves.';
comment on column filtre_enregistre.requete is 'Purpose: let each agent work as they chose. Basis: public task. Kept: until the agent changes it, or leaves.';
CREATE UNIQUE INDEX un_filtre_par_defaut ON public.filtre_enregistre USING btree (agent_id) WHERE par_defaut;
CREATE UNIQUE INDEX un_filtre_par_nom ON public.filtre_enregistre USING btree (agent_id, lower(nom));
-- espace_application: arwd

create table fin_de_conservation (
  demande_id uuid not null,
  echeance date not null,
  annoncee_le timestamp with time zone not null,
  prevenu boolean not null default false,
  constraint fin_de_conservation_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id) ON DELETE CASCADE,
  constraint fin_de_conservation_pkey PRIMARY KEY (demande_id)
);
comment on table fin_de_conservation is 'The last day that a demande is kept, once it was announced, and whether there was somebody to tell. Only what was announced goes.';
CREATE INDEX fin_de_conservation_par_jour ON public.fin_de_conservation USING btree (echeance, demande_id);
-- espace_application: ard

create table foyer_enfant (
  id uuid not null,
  usager_id uuid not null,
  prenom text not null,
  nom text not null,
  date_naissance date not null,
  saisie jsonb not null default '{}'::jsonb,
  cree_le timestamp with time zone not null,
  modifie_le timestamp with time zone not null,
  constraint foyer_enfant_pkey PRIMARY KEY (id),
  constraint foyer_enfant_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id) ON DELETE CASCADE
);
comment on table foyer_enfant is 'The children of the household, offered again at the next demande.';
comment on column foyer_enfant.prenom is 'Purpose: prefill. Basis: public task. Kept: life of the account.';
comment on column foyer_enfant.nom is 'Purpose: prefill. Basis: public task. Kept: life of the account.';
comment on column foyer_enfant.date_naissance is 'Purpose: prefill. Basis: public task. Kept: life of the account.';
comment on column foyer_enfant.saisie is 'Purpose: prefill (school, class). Basis: public task. Kept: life of the account.';
CREATE UNIQUE INDEX un_enfant_une_fois_par_foyer ON public.foyer_enfant USING btree (usager_id, lower(prenom), lower(nom), date_naissance);
-- espace_application: arwd

create table groupe_de_nouvelles (
  demande_id uuid not null,
  du_le timestamp with time zone,
  envoye_le timestamp with time zone,
  constraint groupe_de_nouvelles_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id) ON DELETE CASCADE,
  constraint groupe_de_nouvelles_pkey PRIMARY KEY (demande_id)
);
comment on table groupe_de_nouvelles is 'When the next mail that groups the news of a demande is due, and when the last one was written: no more than one an hour.';
CREATE INDEX groupe_de_nouvelles_du ON public.groupe_de_nouvelles USING btree (du_le) WHERE (du_le IS NOT NULL);
-- espace_application: arwd

create table inscription (
  id uuid not null,
  email text not null,
  email_normalise text not null,
  mot_de_passe text not null,
  prenom text not null,
  nom text not null,
  conditions_version integer not null,
  cree_le timestamp with time zone not null,
  expire_le timestamp with time zone not null,
  jeton_hash bytea,
  confirmee_le timestamp with time zone,
  constraint inscription_pkey PRIMARY KEY (id),
  constraint jeton_d_inscription_unique UNIQUE (jeton_hash)
);
comment on table inscription is 'Sign-ups waiting for the confirmation link; purged when they expire.';
comment on column inscription.email is 'Purpose: send the confirmation link. Basis: public task. Kept: 24 hours.';
comment on column inscription.email_normalise is 'Purpose: send the confirmation link. Basis: public task. Kept: 24 hours.';
comment on column inscription.mot_de_passe is 'Purpose: becomes the account password (Argon2id hash). Basis: public task. Kept: 24 hours.';
comment on column inscription.prenom is 'Purpose: becomes the account name. Basis: public task. Kept: 24 hours.';
comment on column inscription.nom is 'Purpose: becomes the account name. Basis: public task. Kept: 24 hours.';
CREATE INDEX inscription_par_expiration ON public.inscription USING btree (expire_le);
-- espace_application: arwd

create table journal (
  id bigint not null generated always as identity,
  le timestamp with time zone not null,
  acteur text not null,
  acteur_id uuid,
  action text not null,
  demande_id uuid,
  objet_id uuid,
  donnees jsonb not null default '{}'::jsonb,
  precedent bytea,
  empreinte bytea not null default '\x'::bytea,
  constraint acteur_du_journal_connu CHECK ((acteur = ANY (ARRAY['anonyme'::text, 'usager'::text, 'agent'::text, 'systeme'::text]))),
  constraint empreinte_du_journal_entiere CHECK ((octet_length(empreinte) = 32)),
  constraint journal_pkey PRIMARY KEY (id)
);
comment on table journal is 'What was done, by whom, when; written in the transaction of the act, never changed.';
comment on column journal.acteur_id is 'Purpose: prove who did what, and when. Basis: legal duty. Kept: without end, as a number that names nobody once the account is erased.';
comment on column journal.donnees is 'Purpose: prove who did what, and when. Basis: legal duty. Kept: without end, as a number that names nobody once the account is erased.';
comment on column journal.precedent is 'Fingerprint of the line before it of the same demande; null for the first, and for what is about no demande.';
comment on column journal.empreinte is 'SHA-256 of the canonical form of the line, precedent included. Written by a trigger.';
CREATE INDEX journal_par_acteur ON public.journal USING btree (acteur_id, id) WHERE (acteur_id IS NOT NULL);
CREATE INDEX journal_par_demande ON public.journal USING btree (demande_id, id) WHERE (demande_id IS NOT NULL);
CREATE INDEX journal_par_objet ON public.journal USING btree (objet_id, id) WHERE (objet_id IS NOT NULL);
CREATE TRIGGER annonce_journal BEFORE INSERT ON public.journal FOR EACH STATEMENT EXECUTE FUNCTION annonce_journal();
CREATE TRIGGER enchaine_journal BEFORE INSERT ON public.journal FOR EACH ROW EXECUTE FUNCTION enchaine_journal();
CREATE TRIGGER journal_inalterable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.journal FOR EACH STATEMENT EXECUTE FUNCTION journal_inalterable();
-- espace_application: ar

create table journal_sceau (
  numero integer not null,
  apres_id bigint not null,
  jusqu_a_id bigint not null,
  lignes integer not null,
  racine bytea not null,
  scelle_le timestamp with time zone not null,
  precedent bytea,
  empreinte bytea not null,
  attestation bytea not null,
  constraint empreinte_de_sceau_unique UNIQUE (empreinte),
  constraint journal_sceau_pkey PRIMARY KEY (numero),
  constraint jusqu_a_unique UNIQUE (jusqu_a_id),
  constraint un_sceau_avance CHECK (((jusqu_a_id > apres_id) AND (lignes >= 1))),
  constraint un_sceau_commence_a_un CHECK ((numero >= 1))
);
comment on table journal_sceau is 'One seal over the lines of the journal after apres_id up to jusqu_a_id: their Merkle root, chained to the seal before. Never changed.';
comment on column journal_sceau.racine is 'Merkle tree hash (RFC 9162, 2.1) of the fingerprints, in the order of their ids.';
comment on column journal_sceau.attestation is 'HMAC of the seal with a key derived from SECRET_KEY, which the base does not hold.';
-- espace_application: ar

create table lettre (
  id uuid not null,
  demande_id uuid not null,
  modele text not null,
  objet text not null,
  paragraphes jsonb not null,
  ecrite_le timestamp with time zone not null,
  imprimee_le timestamp with time zone,
  constraint lettre_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id),
  constraint lettre_pkey PRIMARY KEY (id)
);
comment on table lettre is 'What is sent by post to whoever has no account: written in the transaction of the act, printed by an agent.';
comment on column lettre.objet is 'Purpose: answer by post. Basis: legal duty. Kept: as the demande.';
comment on column lettre.paragraphes is 'Purpose: answer by post. Basis: legal duty. Kept: as the demande.';
CREATE INDEX lettre_a_imprimer ON public.lettre USING btree (ecrite_le, id) WHERE (imprimee_le IS NULL);
CREATE INDEX lettre_par_demande ON public.lettre USING btree (demande_id, ecrite_le);
-- espace_application: arw

create table lien (
  id uuid not null,
  email_normalise text not null,
  usager_id uuid,
  cree_le timestamp with time zone not null,
  expire_le timestamp with time zone not null,
  jeton_hash bytea,
  utilise_le timestamp with time zone,
  genre text not null,
  donnees jsonb not null default '{}'::jsonb,
  constraint genre_de_lien_connu CHECK ((genre = ANY (ARRAY['reinitialisation'::text, 'deblocage'::text, 'nouvelle-adresse'::text, 'annulation-adresse'::text, 'cloture'::text, 'alerte'::text, 'signalement'::text]))),
  constraint jeton_de_lien_unique UNIQUE (jeton_hash),
  constraint lien_pkey PRIMARY KEY (id),
  constraint lien_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id) ON DELETE CASCADE
);
comment on table lien is 'Links sent by mail: what each opens, until when, whether it served. The secret itself is never stored.';
comment on column lien.email_normalise is 'Purpose: find the account that the link is for. Basis: public task. Kept: 30 days.';
comment on column lien.donnees is 'Purpose: the address that a link confirms or restores. Basis: public task. Kept: 30 days.';
CREATE INDEX lien_par_adresse ON public.lien USING btree (email_normalise, genre);
CREATE INDEX lien_par_expiration ON public.lien USING btree (expire_le);
CREATE INDEX lien_par_usager ON public.lien USING btree (usager_id, cree_le) WHERE (usager_id IS NOT NULL);
-- espace_application: arwd

create table lot (
  id uuid not null,
  agent_id uuid not null,
  acte text not null,
  valeurs jsonb not null default '{}'::jsonb,
  retour text not null default ''::text,
  cree_le timestamp with time zone not null,
  confirme_le timestamp with time zone,
  constraint acte_de_lot_connu CHECK ((acte = ANY (ARRAY['prendre-en-charge'::text, 'attribuer'::text, 'demander-complement'::text, 'accepter'::text, 'classer-sans-suite'::text]))),
  constraint lot_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id),
  constraint lot_pkey PRIMARY KEY (id)
);
comment on table lot is 'One act on several demandes: prepared, shown, then confirmed. Kept a week unconfirmed, a year once confirmed; what it did is told by the journal of each demande.';
comment on column lot.valeurs is 'Purpose: act on several demandes at once. Basis: public task. Kept: 1 year.';
comment on column lot.retour is 'Purpose: act on several demandes at once. Basis: public task. Kept: 1 year.';
CREATE INDEX lot_a_purger ON public.lot USING btree (cree_le) WHERE (confirme_le IS NULL);
-- espace_application: arwd

create table lot_demande (
  lot_id uuid not null,
  demande_id uuid not null,
  rang smallint not null,
  revision_vue integer not null,
  agent_vu uuid,
  etat text not null default 'prevue'::text,
  motif text not null default ''::text,
  traitee_le timestamp with time zone,
  constraint etat_de_lot_connu CHECK ((etat = ANY (ARRAY['prevue'::text, 'faite'::text, 'refusee'::text]))),
  constraint lot_demande_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id) ON DELETE CASCADE,
  constraint lot_demande_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES lot(id) ON DELETE CASCADE,
  constraint lot_demande_pkey PRIMARY KEY (lot_id, demande_id),
  constraint une_demande_traitee_est_datee CHECK (((etat = 'prevue'::text) = (traitee_le IS NULL)))
);
comment on column lot_demande.etat is 'Leaves prevue in the transaction of the act itself: each is done once, whatever is killed.';
comment on column lot_demande.motif is 'Purpose: act on several demandes at once. Basis: public task. Kept: 1 year.';
CREATE INDEX lot_demande_par_demande ON public.lot_demande USING btree (demande_id);
-- espace_application: arwd

create table message (
  id uuid not null,
  demande_id uuid not null,
  auteur text not null,
  agent_id uuid,
  texte text not null default ''::text,
  cree_le timestamp with time zone not null,
  envoye_le timestamp with time zone,
  lu_le timestamp with time zone,
  demarche text not null,
  constraint auteur_de_message_connu CHECK ((auteur = ANY (ARRAY['usager'::text, 'agent'::text]))),
  constraint message_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id),
  constraint message_borne CHECK ((length(texte) <= 5000)),
  constraint message_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id) ON DELETE CASCADE,
  constraint message_pkey PRIMARY KEY (id),
  constraint un_message_d_agent_a_son_agent CHECK (((auteur = 'agent'::text) = (agent_id IS NOT NULL))),
  constraint un_message_lu_est_parti CHECK (((lu_le IS NULL) OR (envoye_le IS NOT NULL)))
);
comment on table message is 'Messages about a demande, from the person or from an agent. The id is chosen by the page that was shown: a click twice makes one. Without envoye_le: documents wait for the words.';
comment on column message.texte is 'Purpose: exchange about a demande. Basis: public task. Kept: as the demande.';
comment on column message.lu_le is 'First time that the other side opened the exchange after it.';
comment on column message.demarche is 'That of the demande, which never changes its own.';
CREATE INDEX message_a_lire ON public.message USING btree (demande_id, auteur) WHERE ((lu_le IS NULL) AND (envoye_le IS NOT NULL));
CREATE INDEX message_a_lire_par_demarche ON public.message USING btree (demarche, envoye_le, id) INCLUDE (demande_id) WHERE ((auteur = 'usager'::text) AND (lu_le IS NULL) AND (envoye_le IS NOT NULL));
CREATE INDEX message_en_preparation ON public.message USING btree (cree_le) WHERE (envoye_le IS NULL);
CREATE INDEX message_par_demande ON public.message USING btree (demande_id, envoye_le DESC, id DESC) WHERE (envoye_le IS NOT NULL);
CREATE INDEX message_par_demande_entiere ON public.message USING btree (demande_id);
CREATE INDEX message_prepare_par_demande ON public.message USING btree (demande_id, auteur) WHERE (envoye_le IS NULL);
-- espace_application: arwd

create table migration (
  nom text not null,
  empreinte text not null,
  appliquee_le timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (nom)
);
-- espace_application: nothing

create table modele_de_decision (
  demarche text not null,
  version text not null,
  contenu jsonb not null,
  enregistre_le timestamp with time zone not null,
  constraint modele_de_decision_pkey PRIMARY KEY (demarche, version)
);
comment on table modele_de_decision is 'Each model of a decision document ever used; never changed. The version is the beginning of its SHA-256.';
-- espace_application: ar

create table modele_de_message (
  id uuid not null,
  demarche text not null,
  nom text not null,
  texte text not null,
  revision integer not null default 1,
  modifie_le timestamp with time zone not null,
  modifie_par uuid not null,
  constraint modele_de_message_modifie_par_fkey FOREIGN KEY (modifie_par) REFERENCES agent(id),
  constraint modele_de_message_pkey PRIMARY KEY (id),
  constraint un_modele_par_nom UNIQUE (demarche, nom)
);
comment on table modele_de_message is 'Texts that agents begin a message with, per démarche; {variables} are filled in when one is inserted.';
-- espace_application: arwd

create table montant_du (
  demande_id uuid not null,
  montant_cents integer not null,
  lignes jsonb not null,
  moment text not null,
  gele_le timestamp with time zone not null,
  exigible_le timestamp with time zone,
  a_payer_avant date,
  en_ligne boolean not null default true,
  rappele_le timestamp with time zone,
  relance_le timestamp with time zone,
  constraint exigible_avec_sa_date CHECK (((exigible_le IS NULL) = (a_payer_avant IS NULL))),
  constraint lignes_du_montant CHECK (((jsonb_typeof(lignes) = 'array'::text) AND (jsonb_array_length(lignes) > 0))),
  constraint moment_de_paiement_connu CHECK ((moment = ANY (ARRAY['depot'::text, 'decision'::text]))),
  constraint montant_du_borne CHECK (((montant_cents >= 1) AND (montant_cents <= 1000000))),
  constraint montant_du_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id) ON DELETE CASCADE,
  constraint montant_du_pkey PRIMARY KEY (demande_id)
);
comment on table montant_du is 'What a demande owes, computed by the rules that it was filed under and frozen; no row, nothing due.';
comment on column montant_du.montant_cents is 'Purpose: collect what is due. Basis: public task. Kept: as the demande.';
comment on column montant_du.lignes is 'Purpose: explain what is due, line by line (CRPA R311-3-1-2). Basis: legal duty. Kept: as the demande.';
comment on column montant_du.exigible_le is 'From when it may be paid: the dépôt, or the decision that grants it.';
comment on column montant_du.en_ligne is 'Whether one could pay on line when it was frozen: the acknowledgement says it again for ever.';
comment on column montant_du.rappele_le is 'When the last day to pay was reminded of, before it; null again with another day.';
comment on column montant_du.relance_le is 'When it was said that the last day had passed; null again with another day.';
-- espace_application: arw

create table nom_cherche (
  demarche text not null,
  mot text not null,
  autre text not null,
  statut text not null,
  deposee_le timestamp with time zone not null,
  demande_id uuid not null,
  decision_implicite_le date,
  agent_id uuid,
  constraint nom_cherche_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id) ON DELETE CASCADE,
  constraint nom_cherche_pkey PRIMARY KEY (demarche, mot, autre, statut, deposee_le, demande_id) INCLUDE (decision_implicite_le, agent_id)
);
comment on table nom_cherche is 'The words of demande.beneficiaires, each alone (the other is empty) and two by two; the empty word is a demande of doublon. Written by triggers.';
comment on column nom_cherche.mot is 'Purpose: search by name at the counter, normalised. Basis: public task. Kept: as the demande.';
comment on column nom_cherche.autre is 'Purpose: search by name at the counter, normalised. Basis: public task. Kept: as the demande.';
CREATE INDEX nom_cherche_par_demande ON public.nom_cherche USING btree (demande_id);
-- espace_application: arwd

create table note_interne (
  id uuid not null,
  demande_id uuid not null,
  agent_id uuid not null,
  texte text not null,
  ecrite_le timestamp with time zone not null,
  constraint note_bornee CHECK (((length(texte) >= 1) AND (length(texte) <= 5000))),
  constraint note_interne_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id),
  constraint note_interne_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id) ON DELETE CASCADE,
  constraint note_interne_pkey PRIMARY KEY (id)
);
comment on table note_interne is 'What agents of a démarche write to each other about a demande. On no page of the person; communicable on request (CRPA L311-1, L311-6).';
comment on column note_interne.texte is 'Purpose: examine the demande. Basis: public task. Kept: as the demande.';
CREATE INDEX note_par_demande ON public.note_interne USING btree (demande_id, ecrite_le DESC, id DESC);
-- espace_application: ar

create table notification (
  id uuid not null,
  usager_id uuid not null,
  demande_id uuid,
  objet_id uuid,
  genre text not null,
  donnees jsonb not null default '{}'::jsonb,
  le timestamp with time zone not null,
  a_faire boolean not null default false,
  attend_courriel boolean not null default false,
  lue_le timestamp with time zone,
  faite_le timestamp with time zone,
  constraint notification_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id) ON DELETE CASCADE,
  constraint notification_pkey PRIMARY KEY (id),
  constraint notification_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id) ON DELETE CASCADE,
  constraint un_courriel_groupe_est_d_une_demande CHECK (((NOT attend_courriel) OR (demande_id IS NOT NULL)))
);
comment on table notification is 'What happened to what a person has with us, as their space tells it: a kind, ids, dates; no name, no text, no outcome. Kept one year.';
comment on column notification.objet_id is 'What it is about inside the demande or beside it: a document, a brouillon, a complement.';
comment on column notification.genre is 'Purpose: tell the person what happens to what they have with us. Basis: public task. Kept: 1 year.';
comment on column notification.donnees is 'Purpose: tell the person what happens to what they have with us. Basis: public task. Kept: 1 year.';
comment on column notification.a_faire is 'It asks for an act of the person, until faite_le.';
comment on column notification.attend_courriel is 'It waits for the next mail that groups the news of its demande.';
CREATE INDEX notification_a_faire ON public.notification USING btree (usager_id, le DESC) WHERE (a_faire AND (faite_le IS NULL));
CREATE INDEX notification_a_faire_par_demande ON public.notification USING btree (demande_id) WHERE (a_faire AND (faite_le IS NULL));
CREATE INDEX notification_a_purger ON public.notification USING btree (le);
CREATE INDEX notification_en_attente_de_courriel ON public.notification USING btree (demande_id) WHERE attend_courriel;
CREATE INDEX notification_non_lue ON public.notification USING btree (usager_id, demande_id) WHERE (lue_le IS NULL);
CREATE INDEX notification_par_demande ON public.notification USING btree (demande_id) WHERE (demande_id IS NOT NULL);
CREATE INDEX notification_par_usager ON public.notification USING btree (usager_id, le DESC, id DESC);
-- espace_application: arwd

create table notification_de_decision (
  decision_id uuid not null,
  demarche text not null,
  voie text not null,
  deposee_le timestamp with time zone not null,
  vue_le timestamp with time zone,
  notifiee_le date,
  notifiee_par text,
  postee_le date,
  postee_par uuid,
  constraint mode_de_notification_connu CHECK ((notifiee_par = ANY (ARRAY['consultation'::text, 'quinze-jours'::text]))),
  constraint notification_de_decision_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decision(id),
  constraint notification_de_decision_pkey PRIMARY KEY (decision_id),
  constraint notification_de_decision_postee_par_fkey FOREIGN KEY (postee_par) REFERENCES agent(id),
  constraint une_lettre_a_son_agent CHECK (((postee_le IS NULL) = (postee_par IS NULL))),
  constraint une_notification_a_son_mode CHECK (((notifiee_le IS NULL) = (notifiee_par IS NULL))),
  constraint une_voie_a_la_fois CHECK (
CASE voie
    WHEN 'espace'::text THEN (postee_le IS NULL)
    ELSE (notifiee_le IS NULL)
END),
  constraint voie_connue CHECK ((voie = ANY (ARRAY['espace'::text, 'courrier'::text])))
);
comment on table notification_de_decision is 'When a decision was made available in the space, first read there, notified (CRPA R112-20), or posted.';
comment on column notification_de_decision.vue_le is 'Purpose: date the notification of a decision (CRPA R112-20). Basis: legal duty. Kept: as the demande.';
comment on column notification_de_decision.notifiee_le is 'Purpose: date the notification of a decision (CRPA R112-20). Basis: legal duty. Kept: as the demande.';
comment on column notification_de_decision.postee_le is 'Purpose: answer by post. Basis: legal duty. Kept: as the demande.';
CREATE INDEX lettre_a_poster ON public.notification_de_decision USING btree (demarche, deposee_le, decision_id) WHERE ((voie = 'courrier'::text) AND (postee_le IS NULL));
CREATE INDEX notification_a_regler ON public.notification_de_decision USING btree (deposee_le) WHERE ((voie = 'espace'::text) AND (notifiee_le IS NULL));
-- espace_application: arw

create table ouverture_decidee (
  demarche text not null,
  numero integer not null,
  du date,
  au date,
  motif text,
  decidee_le timestamp with time zone not null,
  decidee_par uuid,
  fermeture integer,
  constraint motif_de_fermeture_court CHECK (((length(motif) >= 1) AND (length(motif) <= 500))),
  constraint ouverture_decidee_decidee_par_fkey FOREIGN KEY (decidee_par) REFERENCES agent(id),
  constraint ouverture_decidee_fermeture_fkey FOREIGN KEY (fermeture) REFERENCES fermeture(numero),
  constraint ouverture_decidee_pkey PRIMARY KEY (demarche, numero),
  constraint une_campagne_ne_finit_pas_avant_de_commencer CHECK ((du <= au)),
  constraint une_campagne_ou_une_fermeture CHECK ((((du IS NOT NULL) AND (au IS NOT NULL) AND (motif IS NULL)) OR ((du IS NULL) AND (au IS NULL)))),
  constraint une_decision_a_un_auteur_ou_une_fermeture CHECK (((decidee_par IS NULL) = (fermeture IS NOT NULL))),
  constraint une_decision_commence_a_un CHECK ((numero >= 1))
);
comment on table ouverture_decidee is 'What was decided of each démarche; the highest number is in force, none means the dates that it was delivered with. With dates, a campaign; with a motif, closed; with neither, back to the dates delivered. Never changed: to go back is to decide again.';
comment on column ouverture_decidee.fermeture is 'The closing for which the campaign was extended.';
-- espace_application: ar

create table paiement (
  id uuid not null,
  demande_id uuid,
  demarche text not null,
  rang integer not null,
  commande text not null,
  moyen text not null,
  montant_cents integer not null,
  statut text not null,
  retour text not null,
  jeton text,
  adresse text,
  code text,
  transaction_id text,
  autorisation text,
  conflit text,
  en_trop boolean not null default false,
  cree_le timestamp with time zone not null,
  ouvert_le timestamp with time zone,
  lu_le timestamp with time zone,
  conclu_le timestamp with time zone,
  a_rendre_cents integer not null default 0,
  a_rendre_depuis timestamp with time zone,
  message text,
  decide_par uuid,
  decision text,
  motif_de_decision text,
  jour_de_caisse date,
  impaye boolean not null default false,
  alarme_le timestamp with time zone,
  complement boolean not null default false,
  constraint a_rendre_avec_sa_date CHECK (((a_rendre_cents > 0) = (a_rendre_depuis IS NOT NULL))),
  constraint a_rendre_borne CHECK (((a_rendre_cents >= 0) AND (a_rendre_cents <= montant_cents))),
  constraint commande_bornee CHECK ((length(commande) <= 50)),
  constraint complement_suppose_garde CHECK (((NOT complement) OR ((statut = 'accepte'::text) AND (NOT en_trop)))),
  constraint decision_de_paiement_connue CHECK ((decision = ANY (ARRAY['garder'::text, 'a_rendre'::text, 'rien_pris'::text]))),
  constraint en_trop_suppose_accepte CHECK (((NOT en_trop) OR (statut = 'accepte'::text))),
  constraint impaye_suppose_un_cheque CHECK (((NOT impaye) OR ((statut = 'accepte'::text) AND (moyen = 'cheque'::text)))),
  constraint motif_de_decision_borne CHECK (((length(motif_de_decision) >= 5) AND (length(motif_de_decision) <= 500))),
  constraint moyen_de_paiement_connu CHECK ((moyen = ANY (ARRAY['carte'::text, 'cheque'::text]))),
  constraint paiement_borne CHECK (((montant_cents >= 1) AND (montant_cents <= 1000000))),
  constraint paiement_decide_par_fkey FOREIGN KEY (decide_par) REFERENCES agent(id),
  constraint paiement_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id) ON DELETE SET NULL,
  constraint paiement_pkey PRIMARY KEY (id),
  constraint rang_de_paiement_positif CHECK ((rang > 0)),
  constraint statut_de_paiement_connu CHECK ((statut = ANY (ARRAY['prepare'::text, 'en_cours'::text, 'a_verifier'::text, 'accepte'::text, 'refuse'::text, 'annule'::text, 'expire'::text, 'erreur'::text]))),
  constraint un_jeton_un_paiement UNIQUE (jeton),
  constraint un_paiement_accepte_a_son_jour CHECK (((statut = 'accepte'::text) = (jour_de_caisse IS NOT NULL))),
  constraint un_paiement_conclu_a_sa_date CHECK (((statut = ANY (ARRAY['accepte'::text, 'refuse'::text, 'annule'::text, 'expire'::text, 'erreur'::text])) = (conclu_le IS NOT NULL))),
  constraint un_rang_une_fois UNIQUE (demande_id, rang),
  constraint un_retour_un_paiement UNIQUE (retour),
  constraint une_commande_un_paiement UNIQUE (commande),
  constraint une_decision_est_complete CHECK ((((decision IS NULL) = (decide_par IS NULL)) AND ((decision IS NULL) = (motif_de_decision IS NULL)))),
  constraint une_transaction_un_paiement UNIQUE (transaction_id)
);
comment on table paiement is 'One attempt to pay what a demande owes. The portal never sees a card: none is kept here, masked or not.';
comment on column paiement.demande_id is 'Null once the demande was erased at the end of its retention: accounts are kept longer.';
comment on column paiement.montant_cents is 'Purpose: collect what is due. Basis: public task. Kept: 10 years, as accounts.';
comment on column paiement.retour is 'Random: the address that the person comes back to, which says nothing of them.';
comment on column paiement.jeton is 'What the payment provider calls this attempt.';
comment on column paiement.autorisation is 'Purpose: prove a payment to the bank. Basis: public task. Kept: 10 years, as accounts.';
comment on column paiement.conflit is 'What the provider accepted is not what was ordered: amount, currency or reference. A human looks.';
comment on column paiement.en_trop is 'A second accepted payment of the same demande: to give back.';
comment on column paiement.a_rendre_cents is 'Purpose: give back what is not due. Basis: public task. Kept: 10 years, as accounts.';
comment on column paiement.message is 'The provider''s words beside its code, for agents and operators.';
comment on column paiement.decide_par is 'Who decided of a payment that waited for a human.';
comment on column paiement.motif_de_decision is 'Purpose: say why a payment was kept or not. Basis: public task. Kept: 10 years, as accounts.';
comment on column paiement.jour_de_caisse is 'The day of the accounts: the day in Paris, or the first open one after it. Set by a trigger.';
comment on column paiement.impaye is 'The bank did not pay this cheque: it pays nothing any more.';
comment on column paiement.alarme_le is 'When an alarm was last written in the log for it: once a day at most.';
comment on column paiement.complement is 'Kept beside another payment that does not pay all that is due: a later decision granted more, or it was given back.';
CREATE INDEX paiement_a_effacer ON public.paiement USING btree (conclu_le) WHERE ((autorisation IS NOT NULL) OR (message IS NOT NULL));
CREATE INDEX paiement_a_rendre ON public.paiement USING btree (a_rendre_depuis, id) WHERE (a_rendre_cents > 0);
CREATE INDEX paiement_ouvert ON public.paiement USING btree (cree_le, id) WHERE (statut = ANY (ARRAY['prepare'::text, 'en_cours'::text, 'a_verifier'::text]));
CREATE INDEX paiement_par_carte ON public.paiement USING btree (cree_le, id) WHERE (moyen = 'carte'::text);
CREATE INDEX paiement_par_decideur ON public.paiement USING btree (decide_par) WHERE (decide_par IS NOT NULL);
CREATE INDEX paiement_par_demarche_et_jour ON public.paiement USING btree (demarche, jour_de_caisse) WHERE (jour_de_caisse IS NOT NULL);
CREATE INDEX paiement_par_jour ON public.paiement USING btree (jour_de_caisse, conclu_le, id) WHERE (jour_de_caisse IS NOT NULL);
CREATE UNIQUE INDEX un_seul_paiement_ouvert ON public.paiement USING btree (demande_id) WHERE (statut = ANY (ARRAY['prepare'::text, 'en_cours'::text, 'a_verifier'::text]));
CREATE UNIQUE INDEX un_seul_paiement_retenu ON public.paiement USING btree (demande_id) WHERE ((statut = 'accepte'::text) AND (NOT en_trop) AND (NOT impaye) AND (NOT complement));
CREATE TRIGGER ecriture_close BEFORE UPDATE ON public.paiement FOR EACH ROW WHEN (((old.jour_de_caisse IS NOT NULL) AND ((((((((old.jour_de_caisse IS DISTINCT FROM new.jour_de_caisse) OR (old.statut IS DISTINCT FROM new.statut)) OR (old.conclu_le IS DISTINCT FROM new.conclu_le)) OR (old.commande IS DISTINCT FROM new.commande)) OR (old.demarche IS DISTINCT FROM new.demarche)) OR (old.moyen IS DISTINCT FROM new.moyen)) OR (old.montant_cents IS DISTINCT FROM new.montant_cents)) OR (old.transaction_id IS DISTINCT FROM new.transaction_id)))) EXECUTE FUNCTION ecriture_close();
CREATE TRIGGER pose_jour_de_caisse BEFORE INSERT OR UPDATE ON public.paiement FOR EACH ROW WHEN (((new.statut = 'accepte'::text) AND (new.jour_de_caisse IS NULL))) EXECUTE FUNCTION pose_jour_de_caisse();
-- espace_application: arw

create table piece (
  id uuid not null,
  usager_id uuid,
  brouillon_id uuid,
  demande_id uuid,
  complement_id uuid,
  champ text not null,
  nom_fichier text not null,
  recue_le timestamp with time zone not null,
  fichier_id uuid not null,
  remplace_id uuid,
  agent_id uuid,
  constraint piece_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id),
  constraint piece_brouillon_id_fkey FOREIGN KEY (brouillon_id) REFERENCES brouillon(id) ON DELETE CASCADE,
  constraint piece_complement_id_fkey FOREIGN KEY (complement_id) REFERENCES complement(id),
  constraint piece_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id),
  constraint piece_fichier_id_fkey FOREIGN KEY (fichier_id) REFERENCES fichier(id),
  constraint piece_pkey PRIMARY KEY (id),
  constraint piece_remplace_id_fkey FOREIGN KEY (remplace_id) REFERENCES piece(id),
  constraint piece_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id),
  constraint une_piece_a_un_titulaire CHECK ((num_nonnulls(usager_id, agent_id) = 1))
);
comment on column piece.nom_fichier is 'Purpose: let the person recognise the document. Basis: public task. Kept: as the demande.';
comment on column piece.agent_id is 'The agent who scanned a document that came on paper.';
CREATE INDEX piece_par_brouillon ON public.piece USING btree (brouillon_id) WHERE (brouillon_id IS NOT NULL);
CREATE INDEX piece_par_complement ON public.piece USING btree (complement_id) WHERE (complement_id IS NOT NULL);
CREATE INDEX piece_par_demande ON public.piece USING btree (demande_id) WHERE (demande_id IS NOT NULL);
CREATE INDEX piece_par_fichier ON public.piece USING btree (fichier_id);
CREATE INDEX piece_par_usager ON public.piece USING btree (usager_id) WHERE (usager_id IS NOT NULL);
CREATE INDEX piece_qui_remplace ON public.piece USING btree (remplace_id) WHERE (remplace_id IS NOT NULL);
-- espace_application: arwd

create table preference_agent (
  agent_id uuid not null,
  raccourcis boolean not null default true,
  absent boolean not null default false,
  modifie_le timestamp with time zone not null,
  constraint preference_agent_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE CASCADE,
  constraint preference_agent_pkey PRIMARY KEY (agent_id)
);
comment on table preference_agent is 'Choices of an agent at the counter; no row: the defaults. While absent, no demande is given to them in turn; single keys can be turned off (WCAG 2.1.4).';
comment on column preference_agent.raccourcis is 'Purpose: let each agent work as they chose. Basis: public task. Kept: until the agent changes it, or leaves.';
comment on column preference_agent.absent is 'Purpose: share the demandes out among agents. Basis: public task. Kept: until the agent changes it, or leaves.';
-- espace_application: arwd

create unlogged table presence (
  demande_id uuid not null,
  agent_id uuid not null,
  vue_le timestamp with time zone not null,
  notee_le timestamp with time zone not null,
  file text not null default ''::text,
  constraint presence_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE CASCADE,
  constraint presence_pkey PRIMARY KEY (demande_id, agent_id)
);
comment on table presence is 'Which agent has which demande open, and the queue they came from, without what was searched; purged every night. No reference to demande: it would wait for every act.';
comment on column presence.vue_le is 'Purpose: show who is on a demande, so that two agents do not do the same. Basis: public task. Kept: 2 days.';
comment on column presence.notee_le is 'When the journal last told this consultation: once an hour.';
comment on column presence.file is 'Purpose: show who is on a demande, so that two agents do not do the same. Basis: public task. Kept: 2 days.';
CREATE INDEX presence_par_age ON public.presence USING btree (vue_le);
-- espace_application: arwd

create unlogged table preuve_impair (
  jti text not null,
  recue_le timestamp with time zone not null default now(),
  constraint preuve_impair_pkey PRIMARY KEY (jti)
);
-- espace_application: ardD

create unlogged table preuve_pair (
  jti text not null,
  recue_le timestamp with time zone not null default now(),
  constraint preuve_pair_pkey PRIMARY KEY (jti)
);
-- espace_application: ardD

create table rappel_complement (
  complement_id uuid not null,
  echeance date not null,
  jours integer not null,
  le timestamp with time zone not null,
  constraint rappel_complement_complement_id_fkey FOREIGN KEY (complement_id) REFERENCES complement(id) ON DELETE CASCADE,
  constraint rappel_complement_pkey PRIMARY KEY (complement_id, echeance, jours)
);
comment on table rappel_complement is 'Each reminder before a deadline leaves once, whatever runs twice; a deadline that moved has its own.';
-- espace_application: ar

create table rapprochement (
  paiement_id uuid not null,
  lu_le timestamp with time zone not null,
  issue text not null,
  nature text,
  ecart text,
  code text,
  constraint ecart_dit CHECK ((((issue = 'ecart'::text) = (nature IS NOT NULL)) AND ((issue = 'egal'::text) = (ecart IS NULL)))),
  constraint issue_de_rapprochement_connue CHECK ((issue = ANY (ARRAY['egal'::text, 'ecart'::text, 'illisible'::text]))),
  constraint rapprochement_paiement_id_fkey FOREIGN KEY (paiement_id) REFERENCES paiement(id),
  constraint rapprochement_pkey PRIMARY KEY (paiement_id)
);
comment on table rapprochement is 'What the provider said of an attempt the last time it was asked, beside what the portal holds.';
comment on column rapprochement.ecart is 'What differs, or why it could not be read, in words for the régie. Never a name.';
CREATE INDEX rapprochement_a_regarder ON public.rapprochement USING btree (paiement_id) WHERE (issue <> 'egal'::text);
-- espace_application: arw

create table remboursement (
  id uuid not null,
  paiement_id uuid not null,
  sequence integer not null,
  montant_cents integer not null,
  motif text not null,
  operation text not null,
  statut text not null,
  demande_par uuid not null,
  demande_le timestamp with time zone not null,
  valide_par uuid,
  valide_le timestamp with time zone,
  transaction_id text,
  code text,
  conclu_le timestamp with time zone,
  a_deux boolean not null default false,
  envoye_le timestamp with time zone,
  lectures integer not null default 0,
  lu_le timestamp with time zone,
  clos_par uuid,
  motif_de_fin text,
  jour_de_caisse date,
  alarme_le timestamp with time zone,
  virement_reference text,
  constraint a_deux_valide_avant_l_envoi CHECK (((NOT a_deux) OR (valide_par IS NOT NULL) OR (statut = ANY (ARRAY['a_valider'::text, 'refuse'::text, 'abandonne'::text])))),
  constraint clos_par_quelqu_un_dit_pourquoi CHECK (((clos_par IS NULL) = (motif_de_fin IS NULL))),
  constraint envoye_avec_sa_date CHECK (((statut <> ALL (ARRAY['envoye'::text, 'incertain'::text])) OR (envoye_le IS NOT NULL))),
  constraint motif_de_fin_borne CHECK (((length(motif_de_fin) >= 5) AND (length(motif_de_fin) <= 500))),
  constraint motif_de_remboursement_borne CHECK (((length(motif) >= 5) AND (length(motif) <= 500))),
  constraint operation_connue CHECK ((operation = ANY (ARRAY['annulation'::text, 'remboursement'::text, 'virement'::text]))),
  constraint quatre_yeux CHECK (((valide_par IS NULL) OR (valide_par <> demande_par))),
  constraint reference_d_un_virement_fait CHECK (((virement_reference IS NULL) OR ((operation = 'virement'::text) AND (statut = 'fait'::text)))),
  constraint reference_de_virement_bornee CHECK (((length(virement_reference) >= 1) AND (length(virement_reference) <= 60))),
  constraint remboursement_clos_par_fkey FOREIGN KEY (clos_par) REFERENCES agent(id),
  constraint remboursement_demande_par_fkey FOREIGN KEY (demande_par) REFERENCES agent(id),
  constraint remboursement_paiement_id_fkey FOREIGN KEY (paiement_id) REFERENCES paiement(id),
  constraint remboursement_pkey PRIMARY KEY (id),
  constraint remboursement_positif CHECK ((montant_cents > 0)),
  constraint remboursement_valide_par_fkey FOREIGN KEY (valide_par) REFERENCES agent(id),
  constraint sequence_positive CHECK ((sequence > 0)),
  constraint statut_de_remboursement_connu CHECK ((statut = ANY (ARRAY['a_valider'::text, 'a_envoyer'::text, 'envoye'::text, 'incertain'::text, 'fait'::text, 'refuse'::text, 'abandonne'::text]))),
  constraint un_remboursement_conclu_a_sa_date CHECK (((statut = ANY (ARRAY['fait'::text, 'refuse'::text, 'abandonne'::text])) = (conclu_le IS NOT NULL))),
  constraint un_remboursement_fait_a_son_jour CHECK (((statut = 'fait'::text) = (jour_de_caisse IS NOT NULL))),
  constraint un_virement_ne_part_pas_chez_le_prestataire CHECK (((operation <> 'virement'::text) OR ((statut <> ALL (ARRAY['envoye'::text, 'incertain'::text])) AND (envoye_le IS NULL) AND (transaction_id IS NULL)))),
  constraint une_sequence_une_fois UNIQUE (paiement_id, sequence),
  constraint une_transaction_un_remboursement UNIQUE (transaction_id),
  constraint valide_avec_sa_date CHECK (((valide_par IS NULL) = (valide_le IS NULL)))
);
comment on table remboursement is 'What was given back of a payment, in part or whole. Each order to the provider has its own sequence number.';
comment on column remboursement.montant_cents is 'Purpose: collect what is due. Basis: public task. Kept: 10 years, as accounts.';
comment on column remboursement.motif is 'Purpose: say why money was given back. Basis: public task. Kept: 10 years, as accounts.';
comment on column remboursement.a_deux is 'Above the threshold of that day: another person approves it before it is sent.';
comment on column remboursement.envoye_le is 'Marked before the provider is called: from then on it is read, never sent blindly again.';
comment on column remboursement.lectures is 'Readings of the transaction that did not show it.';
comment on column remboursement.clos_par is 'Who refused it, or gave it up.';
comment on column remboursement.motif_de_fin is 'Purpose: say why a refund was refused or given up. Basis: public task. Kept: 10 years, as accounts.';
comment on column remboursement.jour_de_caisse is 'The day of the accounts: the day in Paris, or the first open one after it. Set by a trigger.';
comment on column remboursement.alarme_le is 'When operators were last told that it cannot be sent: once a day.';
comment on column remboursement.virement_reference is 'Purpose: accounts of the régie. Basis: legal duty. Kept: 10 years, as accounts.';
CREATE INDEX remboursement_a_virer ON public.remboursement USING btree (demande_le, id) WHERE ((statut = 'a_envoyer'::text) AND (operation = 'virement'::text));
CREATE INDEX remboursement_ouvert ON public.remboursement USING btree (demande_le, id) WHERE (statut = ANY (ARRAY['a_valider'::text, 'a_envoyer'::text, 'envoye'::text, 'incertain'::text]));
CREATE INDEX remboursement_par_demandeur ON public.remboursement USING btree (demande_par);
CREATE INDEX remboursement_par_fin ON public.remboursement USING btree (clos_par) WHERE (clos_par IS NOT NULL);
CREATE INDEX remboursement_par_jour ON public.remboursement USING btree (jour_de_caisse, conclu_le, id) WHERE (jour_de_caisse IS NOT NULL);
CREATE INDEX remboursement_par_valideur ON public.remboursement USING btree (valide_par) WHERE (valide_par IS NOT NULL);
CREATE INDEX remboursement_refuse ON public.remboursement USING btree (conclu_le, id) WHERE ((statut = 'refuse'::text) AND (clos_par IS NULL));
CREATE UNIQUE INDEX un_seul_remboursement_ouvert ON public.remboursement USING btree (paiement_id) WHERE (statut = ANY (ARRAY['a_valider'::text, 'a_envoyer'::text, 'envoye'::text, 'incertain'::text]));
CREATE TRIGGER ecriture_close BEFORE UPDATE ON public.remboursement FOR EACH ROW WHEN (((old.jour_de_caisse IS NOT NULL) AND (((((((old.jour_de_caisse IS DISTINCT FROM new.jour_de_caisse) OR (old.statut IS DISTINCT FROM new.statut)) OR (old.conclu_le IS DISTINCT FROM new.conclu_le)) OR (old.paiement_id IS DISTINCT FROM new.paiement_id)) OR (old.montant_cents IS DISTINCT FROM new.montant_cents)) OR (old.transaction_id IS DISTINCT FROM new.transaction_id)) OR ((old.operation = 'virement'::text) IS DISTINCT FROM (new.operation = 'virement'::text))))) EXECUTE FUNCTION ecriture_close();
CREATE TRIGGER pose_jour_de_caisse BEFORE INSERT OR UPDATE ON public.remboursement FOR EACH ROW WHEN (((new.statut = 'fait'::text) AND (new.jour_de_caisse IS NULL))) EXECUTE FUNCTION pose_jour_de_caisse();
-- espace_application: arw

create table saisie_papier (
  brouillon_id uuid not null,
  saisie jsonb not null,
  recue_le date not null,
  constraint saisie_papier_brouillon_id_fkey FOREIGN KEY (brouillon_id) REFERENCES brouillon(id) ON DELETE CASCADE,
  constraint saisie_papier_pkey PRIMARY KEY (brouillon_id)
);
comment on table saisie_papier is 'Who a paper demande being typed is for, and the day it arrived; gone once it is filed.';
comment on column saisie_papier.saisie is 'Purpose: identify the applicant (CRPA R112-9-1). Basis: legal duty. Kept: 100 days after the last change.';
-- espace_application: arwd

create table service_choisi (
  usager_id uuid not null,
  demarche text not null,
  choisi_le timestamp with time zone not null,
  constraint service_choisi_pkey PRIMARY KEY (usager_id, demarche),
  constraint service_choisi_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id) ON DELETE CASCADE
);
comment on table service_choisi is '« Mes services »: the démarches that a person wants at hand.';
comment on column service_choisi.demarche is 'Purpose: keep chosen services at hand. Basis: public task. Kept: life of the account.';
-- espace_application: arwd

create table session (
  id uuid not null,
  jeton_hash bytea not null,
  cle_empreinte text not null,
  acteur text not null,
  usager_id uuid,
  agent_id uuid,
  creee_le timestamp with time zone not null,
  vue_le timestamp with time zone not null,
  expire_le timestamp with time zone not null,
  inactivite_minutes integer not null,
  terminee_le timestamp with time zone,
  poste_partage boolean not null default false,
  appareil text not null default ''::text,
  reprise_avant timestamp with time zone,
  prouvee_le timestamp with time zone not null,
  reseau bytea,
  acces text not null default 'plein'::text,
  constraint acces_de_session_connu CHECK ((acces = ANY (ARRAY['plein'::text, 'a-lire'::text, 'restreint'::text]))),
  constraint acteur_de_session_connu CHECK ((acteur = ANY (ARRAY['usager'::text, 'agent'::text]))),
  constraint jeton_de_session_unique UNIQUE (jeton_hash),
  constraint session_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE CASCADE,
  constraint session_d_une_seule_personne CHECK (((usager_id IS NULL) <> (agent_id IS NULL))),
  constraint session_pkey PRIMARY KEY (id),
  constraint session_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id) ON DELETE CASCADE
);
comment on column session.appareil is 'Purpose: let the person recognise the session. Basis: public task. Kept: 30 days after its end.';
comment on column session.reprise_avant is 'The page was left: without another request until then the session is over.';
comment on column session.prouvee_le is 'When the password was last given in this session: sensitive acts ask for it again after five minutes.';
comment on column session.reseau is 'Purpose: let the person recognise the session by its network (keyed digest, no address). Basis: public task. Kept: 30 days after its end.';
comment on column session.acces is 'a-lire: a text changed since the person accepted it; restreint: the general terms were refused.';
CREATE INDEX session_par_agent ON public.session USING btree (agent_id) WHERE (terminee_le IS NULL);
CREATE INDEX session_par_titulaire ON public.session USING btree (usager_id) WHERE (usager_id IS NOT NULL);
CREATE INDEX session_par_usager ON public.session USING btree (usager_id) WHERE (terminee_le IS NULL);
-- espace_application: arwd

create table signalement (
  id uuid not null,
  reference text not null,
  usager_id uuid,
  origine text not null,
  courriel text not null,
  recit text not null,
  gele boolean not null,
  indices jsonb not null default '[]'::jsonb,
  cree_le timestamp with time zone not null,
  traite_le timestamp with time zone,
  agent_id uuid,
  suite text not null default ''::text,
  constraint origine_de_signalement_connue CHECK ((origine = ANY (ARRAY['compte'::text, 'courriel'::text, 'public'::text]))),
  constraint reference_de_signalement_unique UNIQUE (reference),
  constraint signalement_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id),
  constraint signalement_pkey PRIMARY KEY (id),
  constraint signalement_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id) ON DELETE SET NULL
);
comment on table signalement is 'Reports of unauthorised use: what was reported, the evidence kept, what the staff did. Kept two years after they were closed, or after they came when nobody closed them.';
comment on column signalement.courriel is 'Purpose: answer whoever reported. Basis: public task. Kept: 2 years.';
comment on column signalement.recit is 'Purpose: understand the report. Basis: public task. Kept: 2 years.';
comment on column signalement.indices is 'Purpose: evidence (sessions and devices at that moment). Basis: public task. Kept: 2 years.';
comment on column signalement.suite is 'Purpose: answer whoever reported. Basis: public task. Kept: 2 years.';
CREATE INDEX signalement_a_traiter ON public.signalement USING btree (cree_le, id) WHERE (traite_le IS NULL);
CREATE INDEX signalement_par_date ON public.signalement USING btree (cree_le DESC, id DESC);
CREATE INDEX signalement_par_usager ON public.signalement USING btree (usager_id, cree_le) WHERE (usager_id IS NOT NULL);
-- espace_application: arwd

create table sondage (
  numero integer not null generated always as identity,
  question text not null,
  choix text[] not null,
  voix integer[] not null,
  revision integer not null default 1,
  modifie_le timestamp with time zone not null,
  modifie_par uuid not null,
  ouvert_le timestamp with time zone,
  ferme_le timestamp with time zone,
  constraint autant_de_voix_que_de_choix CHECK ((cardinality(voix) = cardinality(choix))),
  constraint de_deux_a_six_choix CHECK (((cardinality(choix) >= 2) AND (cardinality(choix) <= 6))),
  constraint pas_de_voix_avant_l_ouverture CHECK (((ouvert_le IS NOT NULL) OR (0 = ALL (voix)))),
  constraint question_de_sondage_courte CHECK (((length(question) >= 1) AND (length(question) <= 200))),
  constraint seul_ce_qui_est_ouvert_se_ferme CHECK (((ferme_le IS NULL) OR (ouvert_le IS NOT NULL))),
  constraint sondage_modifie_par_fkey FOREIGN KEY (modifie_par) REFERENCES agent(id),
  constraint sondage_pkey PRIMARY KEY (numero)
);
comment on table sondage is 'The polls. Never opened: a draft, whose words may change. Opened once: its words are frozen, as a vote must mean what was read. Closed: kept, and opened again at will.';
comment on column sondage.voix is 'How many answered each choice, in the order of the choices. A counter only: no row says who answered, nor when.';
CREATE INDEX sondage_publie ON public.sondage USING btree (ferme_le DESC, numero DESC) WHERE (ouvert_le IS NOT NULL);
CREATE UNIQUE INDEX un_seul_sondage_ouvert ON public.sondage USING btree ((true)) WHERE ((ouvert_le IS NOT NULL) AND (ferme_le IS NULL));
-- espace_application: arwd

create table sondage_visite (
  sondage integer not null,
  visite bytea not null,
  reseau smallint not null,
  expire_le timestamp with time zone not null,
  constraint sondage_visite_pkey PRIMARY KEY (sondage, visite, reseau),
  constraint sondage_visite_sondage_fkey FOREIGN KEY (sondage) REFERENCES sondage(numero),
  constraint visite_de_douze_octets CHECK ((length(visite) = 12))
);
comment on table sondage_visite is 'Which renderings of the question have served, so that a double click, a reload or « back » counts once. Nothing personal, by design (ADR 13): no choice, no person, no address. Emptied every day of what expired.';
comment on column sondage_visite.visite is 'Moment and chance of the rendering that was answered; the home page gives the same one to everybody for five seconds.';
comment on column sondage_visite.reseau is '16 bits of a keyed digest of the poll, the visite and the network: some sixty-five thousand IPv4 addresses share each value, and the same network has another in another visite, so that none can be found again or followed.';
comment on column sondage_visite.expire_le is 'When the rendering stops being accepted, 24 hours after it was made: the row serves nothing from then on.';
CREATE INDEX sondage_visite_expire ON public.sondage_visite USING btree (expire_le);
-- espace_application: ard

create table statistique (
  demarche text not null,
  pas text not null,
  debut date not null,
  contenu jsonb not null,
  comptee_le timestamp with time zone not null,
  figee boolean not null default false,
  constraint pas_connu CHECK ((pas = ANY (ARRAY['jour'::text, 'mois'::text]))),
  constraint statistique_pkey PRIMARY KEY (demarche, pas, debut)
);
comment on table statistique is 'Counts of each day and each month of a démarche, made again by a job at will: received, decided, delays, options and communes. Nobody is named.';
comment on column statistique.figee is 'Demandes of this day have gone at the end of their retention: its counts stay what they are.';
-- espace_application: arwd

create table statistique_attente (
  demarche text not null,
  contenu jsonb not null,
  comptee_le timestamp with time zone not null,
  constraint statistique_attente_pkey PRIMARY KEY (demarche)
);
comment on table statistique_attente is 'How many demandes of a démarche wait and since when, as the last count saw it. Nobody is named.';
-- espace_application: arwd

create table televersement (
  id uuid not null,
  usager_id uuid,
  brouillon_id uuid,
  complement_id uuid,
  champ text not null,
  nom_fichier text not null,
  recu integer not null default 0,
  taille integer not null,
  cree_le timestamp with time zone not null,
  piece_id uuid,
  remplace_id uuid,
  agent_id uuid,
  message_id uuid,
  constraint taille_annoncee_bornee CHECK (((taille >= 1) AND (taille <= 10485760))),
  constraint televersement_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE CASCADE,
  constraint televersement_brouillon_id_fkey FOREIGN KEY (brouillon_id) REFERENCES brouillon(id) ON DELETE CASCADE,
  constraint televersement_complement_id_fkey FOREIGN KEY (complement_id) REFERENCES complement(id),
  constraint televersement_d_une_seule_personne CHECK (((usager_id IS NULL) <> (agent_id IS NULL))),
  constraint televersement_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE,
  constraint televersement_pkey PRIMARY KEY (id),
  constraint televersement_remplace_id_fkey FOREIGN KEY (remplace_id) REFERENCES piece(id) ON DELETE CASCADE,
  constraint televersement_usager_id_fkey FOREIGN KEY (usager_id) REFERENCES usager(id) ON DELETE CASCADE
);
comment on column televersement.nom_fichier is 'Purpose: name the document being received. Basis: public task. Kept: 2 days.';
CREATE INDEX televersement_par_brouillon ON public.televersement USING btree (brouillon_id) WHERE (brouillon_id IS NOT NULL);
CREATE INDEX televersement_par_complement ON public.televersement USING btree (complement_id) WHERE (complement_id IS NOT NULL);
CREATE INDEX televersement_par_message ON public.televersement USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX televersement_par_usager ON public.televersement USING btree (usager_id) WHERE (usager_id IS NOT NULL);
CREATE INDEX televersement_qui_remplace ON public.televersement USING btree (remplace_id) WHERE (remplace_id IS NOT NULL);
-- espace_application: arwd

create table tour_agent (
  demarche text not null,
  agent_id uuid not null,
  accepte boolean not null default true,
  servi_le timestamp with time zone,
  constraint tour_agent_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id) ON DELETE CASCADE,
  constraint tour_agent_pkey PRIMARY KEY (demarche, agent_id)
);
comment on table tour_agent is 'When each agent last had a turn, and whether they take theirs; no row: they do, and never had one.';
comment on column tour_agent.accepte is 'Purpose: share the demandes out among agents. Basis: public task. Kept: until the agent changes it, or leaves.';
-- espace_application: arwd

create table tour_de_role (
  demarche text not null,
  actif boolean not null,
  modifie_le timestamp with time zone not null,
  modifie_par uuid,
  constraint tour_de_role_modifie_par_fkey FOREIGN KEY (modifie_par) REFERENCES agent(id),
  constraint tour_de_role_pkey PRIMARY KEY (demarche)
);
comment on table tour_de_role is 'Whether new demandes of a démarche are given to its agents in turn.';
-- espace_application: arw

create table transmission (
  demande_id uuid not null,
  agent_id uuid not null,
  autorite text not null,
  adresse text not null,
  contact text not null default ''::text,
  motifs text not null,
  transmise_le timestamp with time zone not null,
  constraint adresse_de_l_autorite_bornee CHECK (((length(adresse) >= 5) AND (length(adresse) <= 500))),
  constraint autorite_nommee CHECK (((length(autorite) >= 3) AND (length(autorite) <= 200))),
  constraint contact_de_l_autorite_borne CHECK ((length(contact) <= 200)),
  constraint transmission_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id),
  constraint transmission_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id),
  constraint transmission_pkey PRIMARY KEY (demande_id),
  constraint une_transmission_est_motivee CHECK (((length(motifs) >= 20) AND (length(motifs) <= 4000)))
);
comment on table transmission is 'Which authority a demande was sent to because it is the competent one (CRPA L114-2), and why. Kept: as the demande.';
comment on column transmission.autorite is 'Purpose: send the demande to the competent authority (CRPA L114-2). Basis: legal duty. Kept: as the demande.';
comment on column transmission.adresse is 'Purpose: send the demande to the competent authority (CRPA L114-2). Basis: legal duty. Kept: as the demande.';
comment on column transmission.contact is 'Purpose: send the demande to the competent authority (CRPA L114-2). Basis: legal duty. Kept: as the demande.';
comment on column transmission.motifs is 'Purpose: send the demande to the competent authority (CRPA L114-2). Basis: legal duty. Kept: as the demande.';
-- espace_application: ar

create table usager (
  id uuid not null,
  email text not null,
  email_normalise text not null,
  mot_de_passe text not null,
  civilite text,
  prenom text not null,
  nom text not null,
  date_naissance date,
  telephone text,
  adresse jsonb,
  cree_le timestamp with time zone not null,
  mot_de_passe_le timestamp with time zone not null,
  rappel_vu_le timestamp with time zone,
  gele_le timestamp with time zone,
  cloture_le timestamp with time zone,
  adresse_refusee_le timestamp with time zone,
  totp_chiffre bytea,
  totp_dernier_pas bigint not null default 0,
  modifie_le timestamp with time zone,
  constraint civilite_connue CHECK ((civilite = ANY (ARRAY['madame'::text, 'monsieur'::text]))),
  constraint un_compte_par_adresse UNIQUE (email_normalise),
  constraint usager_pkey PRIMARY KEY (id)
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
comment on column usager.gele_le is 'Since when nobody may sign in: unauthorised use was reported. A new password by the mailed link ends it.';
comment on column usager.cloture_le is 'When the holder closed the account; erased thirty days later.';
comment on column usager.adresse_refusee_le is 'Since when mail servers refuse the address for good; null again once a mail arrives.';
comment on column usager.totp_chiffre is 'Purpose: second step of sign-in, optional. Basis: public task. Kept: life of the account.';
CREATE INDEX usager_par_cloture ON public.usager USING btree (cloture_le) WHERE (cloture_le IS NOT NULL);
-- espace_application: arwd

create table verdict_piece (
  id uuid not null,
  piece_id uuid not null,
  demande_id uuid not null,
  verdict text not null,
  motif text,
  precisions text not null default ''::text,
  agent_id uuid not null,
  le timestamp with time zone not null,
  constraint motif_de_refus_connu CHECK ((motif = ANY (ARRAY['illisible'::text, 'mauvais-document'::text, 'incomplet'::text, 'mauvaise-personne'::text, 'autre'::text]))),
  constraint un_refus_de_document_dit_pourquoi CHECK ((((verdict = 'refusee'::text) = (motif IS NOT NULL)) AND ((motif IS DISTINCT FROM 'autre'::text) OR (precisions <> ''::text)))),
  constraint verdict_connu CHECK ((verdict = ANY (ARRAY['acceptee'::text, 'refusee'::text, 'perimee'::text]))),
  constraint verdict_piece_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agent(id),
  constraint verdict_piece_demande_id_fkey FOREIGN KEY (demande_id) REFERENCES demande(id) ON DELETE CASCADE,
  constraint verdict_piece_piece_id_fkey FOREIGN KEY (piece_id) REFERENCES piece(id) ON DELETE CASCADE,
  constraint verdict_piece_pkey PRIMARY KEY (id)
);
comment on table verdict_piece is 'Append-only by GRANT: the newest row of a document is its verdict.';
comment on column verdict_piece.precisions is 'Purpose: say what is wrong with a document. Basis: public task. Kept: as the demande.';
CREATE INDEX verdict_par_demande ON public.verdict_piece USING btree (demande_id);
CREATE INDEX verdict_par_piece ON public.verdict_piece USING btree (piece_id, le DESC, id DESC);
-- espace_application: ar

create table verrou_acces (
  cle bytea not null,
  echecs integer not null default 0,
  fenetre_debut timestamp with time zone not null,
  bloque_jusqu_a timestamp with time zone,
  niveau integer not null default 0,
  modifie_le timestamp with time zone not null,
  evaluees timestamp with time zone[] not null default '{}'::timestamp with time zone[],
  constraint verrou_acces_pkey PRIMARY KEY (cle)
);
comment on column verrou_acces.cle is 'Purpose: slow down who guesses passwords (keyed digest of the address). Basis: public task. Kept: 2 days.';
-- espace_application: arwd

create table verrou_source (
  cle bytea not null,
  echecs integer not null default 0,
  fenetre_debut timestamp with time zone not null,
  constraint verrou_source_pkey PRIMARY KEY (cle)
);
comment on column verrou_source.cle is 'Purpose: slow down who guesses passwords (keyed digest of the address). Basis: public task. Kept: 2 days.';
-- espace_application: arwd

create table version_publiee (
  demarche text not null,
  version text not null,
  contenu jsonb not null,
  empreinte text not null,
  enregistree_le timestamp with time zone not null,
  constraint version_publiee_pkey PRIMARY KEY (demarche, version)
);
comment on table version_publiee is 'Each form definition ever used; never changed.';
-- espace_application: ar

CREATE OR REPLACE FUNCTION public.acces_de(l_usager uuid)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  with en_vigueur as (select texte, max(numero) as numero from conditions_version group by texte),
  reponse as (
    select v.texte, v.numero,
      max(r.numero) filter (where r.reponse = 'acceptee') as acceptee,
      bool_or(r.numero = v.numero and r.reponse = 'refusee') as refusee
    from en_vigueur v left join conditions_reponse r on r.texte = v.texte and r.usager_id = l_usager
    group by v.texte, v.numero)
  select case
    when bool_or(texte = '*' and acceptee is distinct from numero and refusee) then 'restreint'
    when bool_or(acceptee is distinct from numero and refusee is not true and (texte = '*' or acceptee is not null))
      then 'a-lire'
    else 'plein' end
  from reponse
$function$
;
CREATE OR REPLACE FUNCTION public.agent_lit_demande(la_demande uuid, la_demarche text, agent uuid, demarches text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'public'
AS $function$
  select la_demarche = any(demarches) or exists (
    select 1 from avis join demande on demande.id = avis.demande_id
    where avis.demande_id = la_demande and avis.consulte_id = agent
      and avis.repondu_le is null and avis.retire_le is null
      and demande.statut in ('deposee', 'en_instruction', 'a_completer'))
$function$
;
CREATE OR REPLACE FUNCTION public.agent_pour_le_public(a agent)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (COALESCE((SELECT ('Agent n° '::text || x.numero) FROM anonymat_agent x WHERE (x.agent_id = (agent_pour_le_public.a).id)), (((a).prenom || ' '::text) || (a).nom)) || CASE WHEN ((a).qualite = ''::text) THEN ''::text ELSE (', '::text || (a).qualite) END)
;
CREATE OR REPLACE FUNCTION public.ajouter_travail(nom text, charge json, lancer_a timestamp with time zone, cle text, essais integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform graphile_worker.add_job(identifier => nom, payload => charge, run_at => lancer_a, job_key => cle,
    max_attempts => essais);
end $function$
;
CREATE OR REPLACE FUNCTION public.annonce_journal()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_current_xact_id();
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION public.attend_encore(p_demande uuid, p_jour date)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (EXISTS (SELECT FROM demande d WHERE ((d.id = attend_encore.p_demande) AND (attend_encore.p_jour < make_date(((EXTRACT(year FROM (d.statut_depuis AT TIME ZONE 'Europe/Paris'::text)))::integer + 5), 1, 1)) AND ((EXISTS (SELECT FROM complement c WHERE ((c.demande_id = d.id) AND (c.clos_le IS NULL)))) OR (EXISTS (SELECT FROM (attribution_differee a JOIN decision x ON ((x.id = a.decision_id))) WHERE ((a.demande_id = d.id) AND (a.effective_le IS NULL) AND (x.rang = (SELECT max(derniere.rang) AS max FROM decision derniere WHERE (derniere.demande_id = d.id))))))))))
;
CREATE OR REPLACE FUNCTION public.champ_canonique(valeur text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN COALESCE((((octet_length(valeur) || ':'::text) || valeur) || ','::text), '-,'::text)
;
CREATE OR REPLACE FUNCTION public.cloture_inalterable()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a closed day is never changed' using errcode = 'insufficient_privilege';
end $function$
;
CREATE OR REPLACE FUNCTION public.demandeur_de(la_demande uuid, l_usager uuid)
 RETURNS TABLE(prenom text, nom text, email text, telephone text, adresse jsonb, papier boolean)
 LANGUAGE sql
 STABLE
AS $function$
  select u.prenom, u.nom, u.email, u.telephone, u.adresse, false from usager u where u.id = l_usager
  union all
  select p.prenom, p.nom, p.email, p.telephone, p.adresse, true from demandeur_papier p
    where l_usager is null and p.demande_id = la_demande
$function$
;
CREATE OR REPLACE FUNCTION public.ecriture_close()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if exists (select from cloture_de_caisse where jour >= old.jour_de_caisse) then
    raise exception 'this entry is in a closed day' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $function$
;
CREATE OR REPLACE FUNCTION public.efface_demande(p_demande uuid, p_jour date)
 RETURNS uuid[]
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  fichiers uuid[];
  complements uuid[] := array(select id from complement where demande_id = p_demande);
  brouillons uuid[] := array(select id from brouillon where demande_id = p_demande);
  messages uuid[] := array(select id from message where demande_id = p_demande);
  decisions uuid[] := array(select id from decision where demande_id = p_demande);
begin
  if not exists (select from demande d join fin_de_conservation f on f.demande_id = d.id
      where d.id = p_demande and est_finie(d.statut) and f.echeance < p_jour)
    or exists (select from conservation_suspendue where demande_id = p_demande)
    or attend_encore(p_demande, p_jour) then
    raise exception 'demande % is to be kept', p_demande using errcode = 'integrity_constraint_violation';
  end if;
  fichiers := array(
    select fichier_id from piece where demande_id = p_demande
    union select fichier_id from piece where complement_id = any(complements)
    union select fichier_id from piece where brouillon_id = any(brouillons)
    union select fichier_id from document_de_message where message_id = any(messages));
  delete from televersement where complement_id = any(complements);
  delete from televersement where message_id = any(messages);
  delete from televersement where brouillon_id = any(brouillons);
  -- All at once: one may take the place of another.
  delete from piece where id in (
    select id from piece where demande_id = p_demande
    union select id from piece where complement_id = any(complements)
    union select id from piece where brouillon_id = any(brouillons));
  delete from attribution_differee where demande_id = p_demande;
  delete from notification_de_decision where decision_id = any(decisions);
  delete from decision_partie where decision_id = any(decisions);
  delete from decision where demande_id = p_demande;
  delete from complement where demande_id = p_demande;
  delete from avis where demande_id = p_demande;
  delete from lettre where demande_id = p_demande;
  delete from courriel where demande_id = p_demande;
  delete from transmission where demande_id = p_demande;
  delete from demandeur_papier where demande_id = p_demande;
  delete from brouillon where demande_id = p_demande;
  -- The rest goes with it: messages, notes, notifications, verdicts, what the search and the duplicates are made of.
  delete from demande where id = p_demande;
  return fichiers;
end $function$
;
CREATE OR REPLACE FUNCTION public.empreinte_du_journal(ligne journal)
 RETURNS bytea
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN sha256(convert_to((((((((((champ_canonique('journal/1'::text) || champ_canonique(((ligne).id)::text)) || champ_canonique(to_char(((ligne).le AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text))) || champ_canonique((ligne).acteur)) || champ_canonique(((ligne).acteur_id)::text)) || champ_canonique((ligne).action)) || champ_canonique(((ligne).demande_id)::text)) || champ_canonique(((ligne).objet_id)::text)) || champ_canonique(((ligne).donnees)::text)) || champ_canonique(encode((ligne).precedent, 'hex'::text))), 'UTF8'::name))
;
CREATE OR REPLACE FUNCTION public.enchaine_journal()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  -- Two lines of one demande written at the same moment may follow the same line: neither waits for the other.
  if new.demande_id is null then
    new.precedent := null;
  else
    select p.empreinte into new.precedent from journal p where p.demande_id = new.demande_id order by p.id desc limit 1;
  end if;
  new.empreinte := empreinte_du_journal(new);
  return new;
end $function$
;
CREATE OR REPLACE FUNCTION public.est_finie(statut text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (statut = ANY (ARRAY['acceptee'::text, 'acceptee_partiellement'::text, 'refusee'::text, 'sans_suite'::text, 'transmise'::text, 'desistee'::text]))
;
CREATE OR REPLACE FUNCTION public.jour_de_caisse(moment timestamp with time zone)
 RETURNS date
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  perform pg_advisory_xact_lock_shared(verrou_de_caisse());
  -- A statement of its own, after the lock: it sees the closing that it waited for.
  return greatest((moment at time zone 'Europe/Paris')::date, (select max(jour) + 1 from cloture_de_caisse));
end $function$
;
CREATE OR REPLACE FUNCTION public.journal_inalterable()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the journal may only grow' using errcode = 'insufficient_privilege';
end $function$
;
CREATE OR REPLACE FUNCTION public.note_doublon()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  -- Locked: an act at the same moment would change the state of the words that it sees, not of this one.
  insert into nom_cherche (demarche, mot, autre, statut, deposee_le, demande_id, decision_implicite_le, agent_id)
    select d.demarche, '', '', d.statut, d.deposee_le, d.id, d.decision_implicite_le, d.agent_id
    from demande d where d.id = new.demande_id for share
    on conflict do nothing;
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION public.note_noms()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if tg_op = 'UPDATE' then
    if (new.beneficiaires, new.demarche, new.deposee_le) is not distinct from
      (old.beneficiaires, old.demarche, old.deposee_le) then
      if (new.statut, new.decision_implicite_le, new.agent_id) is distinct from
        (old.statut, old.decision_implicite_le, old.agent_id) then
        update nom_cherche set statut = new.statut, decision_implicite_le = new.decision_implicite_le,
          agent_id = new.agent_id where demande_id = new.id;
      end if;
      return null;
    end if;
    delete from nom_cherche where demande_id = new.id;
  end if;
  insert into nom_cherche (demarche, mot, autre, statut, deposee_le, demande_id, decision_implicite_le, agent_id)
    select new.demarche, p.mot, p.autre, new.statut, new.deposee_le, new.id, new.decision_implicite_le, new.agent_id
    from (select * from paires_de_noms(new.beneficiaires)
      union all select '', '' where exists (select from doublon where demande_id = new.id)) p;
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION public.oublie_doublon()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  -- Locked: another pair may be being written at the same moment.
  perform from demande where id = old.demande_id for no key update;
  delete from nom_cherche where demande_id = old.demande_id and mot = '' and autre = ''
    and not exists (select from doublon where demande_id = old.demande_id);
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION public.paires_de_noms(noms text)
 RETURNS TABLE(mot text, autre text)
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  with m as (select left(m, 100) collate "C" as mot, min(rang) as rang
    from unnest(string_to_array(noms, ' ')) with ordinality m(m, rang) where m <> '' group by 1)
  select mot, '' from m
  union all select a.mot, b.mot from m a join m b on a.mot < b.mot where a.rang <= 40 and b.rang <= 40
$function$
;
CREATE OR REPLACE FUNCTION public.pose_jour_de_caisse()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  new.jour_de_caisse := jour_de_caisse(new.conclu_le);
  return new;
end $function$
;
CREATE OR REPLACE FUNCTION public.verrou_de_caisse()
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN 310028
;
