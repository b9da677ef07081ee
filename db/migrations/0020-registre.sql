-- The register of personal data, complete: each of these may tell something of somebody (test/house/data-register.test.ts).

-- Of a person, their demandes and their decisions ---------------------------------------------------------------------
comment on column decision.motivation is 'Purpose: state the reasons in law and in fact (CRPA L211-5). Basis: legal duty. Kept: as the demande.';
comment on column decision.motif is 'Purpose: state the reasons in law and in fact (CRPA L211-5). Basis: legal duty. Kept: as the demande.';
comment on column decision.fondement is 'Purpose: state the reasons in law and in fact (CRPA L211-5). Basis: legal duty. Kept: as the demande.';
comment on column decision_partie.option is 'Purpose: say what is decided of each option. Basis: legal duty. Kept: as the demande.';
comment on column decision_partie.libelle is 'Purpose: say what is decided of each option. Basis: legal duty. Kept: as the demande.';
comment on column decision_partie.detail is 'Purpose: say what is decided of each option. Basis: legal duty. Kept: as the demande.';
comment on column demande_de_motifs.motifs is 'Purpose: give the reasons of a decision born of silence (CRPA L232-4). Basis: legal duty. Kept: as the demande.';
comment on column notification_de_decision.vue_le is 'Purpose: date the notification of a decision (CRPA R112-20). Basis: legal duty. Kept: as the demande.';
comment on column notification_de_decision.notifiee_le is 'Purpose: date the notification of a decision (CRPA R112-20). Basis: legal duty. Kept: as the demande.';
comment on column notification_de_decision.postee_le is 'Purpose: answer by post. Basis: legal duty. Kept: as the demande.';
comment on column lettre.objet is 'Purpose: answer by post. Basis: legal duty. Kept: as the demande.';
comment on column avis.question is 'Purpose: examine the demande. Basis: public task. Kept: as the demande.';
comment on column avis.sens is 'Purpose: examine the demande. Basis: public task. Kept: as the demande.';
comment on column transmission.autorite is 'Purpose: send the demande to the competent authority (CRPA L114-2). Basis: legal duty. Kept: as the demande.';
comment on column transmission.adresse is 'Purpose: send the demande to the competent authority (CRPA L114-2). Basis: legal duty. Kept: as the demande.';
comment on column transmission.contact is 'Purpose: send the demande to the competent authority (CRPA L114-2). Basis: legal duty. Kept: as the demande.';
comment on column transmission.motifs is 'Purpose: send the demande to the competent authority (CRPA L114-2). Basis: legal duty. Kept: as the demande.';
-- The address stands for what is there: the document itself, its pages drawn.
comment on column fichier.chemin is 'Purpose: read the documents of a demande, or use them again. Basis: public task. Kept: as long as a demande, a message or the documents of a person hold it.';
comment on column lot.valeurs is 'Purpose: act on several demandes at once. Basis: public task. Kept: 1 year.';
comment on column lot_demande.motif is 'Purpose: act on several demandes at once. Basis: public task. Kept: 1 year.';
comment on table lot is 'One act on several demandes: prepared, shown, then confirmed. Kept a week unconfirmed, a year once confirmed; what it did is told by the journal of each demande.';

-- What the space tells ------------------------------------------------------------------------------------------------
comment on table notification is 'What happened to what a person has with us, as their space tells it: a kind, ids, dates; no name, no text, no outcome. Kept one year.';
comment on column notification.genre is 'Purpose: tell the person what happens to what they have with us. Basis: public task. Kept: 1 year.';
comment on column notification.donnees is 'Purpose: tell the person what happens to what they have with us. Basis: public task. Kept: 1 year.';

-- Where a demande outlives the account, the row without a name that it belongs to keeps the versions that were accepted.
comment on column conditions_reponse.reponse is 'Purpose: prove the acceptance of the terms (CRPA L112-9), honour a refusal. Basis: legal duty. Kept: life of the account; beyond, with the demandes that stay, under a number that names nobody.';

-- Of agents -----------------------------------------------------------------------------------------------------------
comment on column presence.vue_le is 'Purpose: show who is on a demande, so that two agents do not do the same. Basis: public task. Kept: 2 days.';
comment on column presence.file is 'Purpose: show who is on a demande, so that two agents do not do the same. Basis: public task. Kept: 2 days.';
comment on column filtre_enregistre.nom is 'Purpose: let each agent work as they chose. Basis: public task. Kept: until the agent changes it, or leaves.';
comment on column filtre_enregistre.requete is 'Purpose: let each agent work as they chose. Basis: public task. Kept: until the agent changes it, or leaves.';
comment on column preference_agent.raccourcis is 'Purpose: let each agent work as they chose. Basis: public task. Kept: until the agent changes it, or leaves.';
comment on column preference_agent.absent is 'Purpose: share the demandes out among agents. Basis: public task. Kept: until the agent changes it, or leaves.';
comment on column tour_agent.accepte is 'Purpose: share the demandes out among agents. Basis: public task. Kept: until the agent changes it, or leaves.';
comment on column lot.retour is 'Purpose: act on several demandes at once. Basis: public task. Kept: 1 year.';
comment on column export_de_demandes.demarche is 'Purpose: make the lists of demandes that agents take away. Basis: public task. Kept: 30 days.';
comment on column export_de_demandes.du is 'Purpose: make the lists of demandes that agents take away. Basis: public task. Kept: 30 days.';
comment on column export_de_demandes.au is 'Purpose: make the lists of demandes that agents take away. Basis: public task. Kept: 30 days.';
comment on column export_de_demandes.statuts is 'Purpose: make the lists of demandes that agents take away. Basis: public task. Kept: 30 days.';
comment on column export_de_demandes.colonnes is 'Purpose: make the lists of demandes that agents take away. Basis: public task. Kept: 30 days.';
comment on column export_de_demandes.format is 'Purpose: make the lists of demandes that agents take away. Basis: public task. Kept: 30 days.';

-- What the comments of these columns said beside the register.
comment on table decision is 'What was decided, corrected or withdrawn (motif says why); rows are never changed. The last of a demande counts.';
comment on table filtre_enregistre is 'Filters of the queue that an agent named, as its address writes them, without what was searched: no name is kept.';
comment on table preference_agent is 'Choices of an agent at the counter; no row: the defaults. While absent, no demande is given to them in turn; single keys can be turned off (WCAG 2.1.4).';
comment on table presence is 'Which agent has which demande open, and the queue they came from, without what was searched; purged every night. No reference to demande: it would wait for every act.';
