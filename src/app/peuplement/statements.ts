// The statements that `demonstration:peupler` runs, in this order, in one transaction. Every draw is a hash of the seed,
// of what is drawn and of the row: the same seed and the same day give the same people and the same demandes.

/** What stands for $NAME in the statements. Numbers and our own constants only: nothing that somebody typed as text. */
export type Facteurs = Readonly<
  Record<
    'GRAINE' | 'USAGERS' | 'DEMANDES' | 'AGENTS' | 'FIN' | 'MOTDEPASSE' | 'DEMARCHE' | 'PREFIXE' | 'VERSION',
    string | number
  > &
    Record<'GENERALES' | 'PARTICULIERES' | 'SILENCE', number>
>

export const FUNCTIONS = `
create function pg_temp.alea(quoi text, i bigint) returns float8 immutable parallel safe language sql
  return (hashint8extended(i, hashtextextended(quoi, $GRAINE)) & 9007199254740991)::float8 / 9007199254740992;
create function pg_temp.id_de(quoi text, i bigint, le timestamptz) returns uuid immutable parallel safe language sql
  return (lpad(to_hex((extract(epoch from le) * 1000)::bigint), 12, '0') || '7'
    || substr(md5(quoi || $GRAINE || ':' || i), 1, 3) || '8' || substr(md5(quoi || $GRAINE || ':' || i), 4, 15))::uuid;
create function pg_temp.reference(i bigint, le timestamptz) returns text immutable parallel safe language plpgsql as $f$
declare
  -- A bijection below 23^7: no reference twice.
  rest bigint := (i * 1000000007 + $GRAINE::bigint * 7919) % 3404825447;
  alphabet constant text := '34679ACDEFGHJKMNPQRTWXY';
  code text := '';
  controle int := 0;
begin
  for rang in 1..7 loop
    code := code || substr(alphabet, (rest % 23)::int + 1, 1);
    controle := controle + rang * (rest % 23)::int;
    rest := rest / 23;
  end loop;
  code := code || substr(alphabet, controle % 23 + 1, 1);
  return '$PREFIXE' || to_char(le at time zone 'Europe/Paris', 'YY') || '-' || substr(code, 1, 4) || '-' || substr(code, 5);
end $f$`

/** Dates in milliseconds: sign-in compares that of a password, and a Date has no more. */
export const PERSONNES = `
create temp table personne on commit drop as
select n, pg_temp.id_de('usager', n, cree) as id, cree, p.prenom, p.civilite, p.net as prenom_net, f.nom, f.net as nom_net,
  c.nom as commune, c.cp, 'usager-' || n || '@demonstration.example' as email,
  e.prenom as enfant, e.net as enfant_net, (date '2011-01-01' + (pg_temp.alea('naissance', n) * 1400)::int) as naissance
from (select n, date_trunc('milliseconds', timestamptz '$FIN' - interval '1100 days'
    - interval '300 days' * pg_temp.alea('cree', n)) as cree from generate_series(1, $USAGERS) n) u
join prenoms p on p.i = floor(pg_temp.alea('prenom', n) * (select count(*) from prenoms))::int
join noms f on f.i = floor(power(pg_temp.alea('nom', n), 1.5) * (select count(*) from noms))::int
join prenoms e on e.i = floor(pg_temp.alea('enfant', n) * (select count(*) from prenoms))::int
join communes c on c.i = floor(power(pg_temp.alea('commune', n), 2) * (select count(*) from communes))::int;
create unique index on personne (n);
analyze personne`

export const USAGERS = `
insert into usager (id, email, email_normalise, mot_de_passe, mot_de_passe_le, civilite, prenom, nom, telephone, adresse, cree_le)
select id, email, email, '$MOTDEPASSE', cree, civilite, prenom, nom,
  '+33639' || lpad(((n * 7919) % 1000000)::text, 6, '0'),
  jsonb_build_object('ligne1', 1 + n % 120 || ' rue des Lilas', 'ligne2', '', 'codePostal', cp, 'commune', commune, 'pays', 'France'),
  cree from personne order by cree;
insert into conditions_reponse (usager_id, texte, numero, reponse, le)
select id, t.texte, t.numero, 'acceptee', cree
from personne cross join (values ('*', $GENERALES), ('$DEMARCHE', $PARTICULIERES)) t(texte, numero);
insert into foyer_enfant (id, usager_id, prenom, nom, date_naissance, cree_le, modifie_le)
select pg_temp.id_de('enfant', n, cree), id, enfant, nom, naissance, cree, cree from personne`

/** Three years of dépôts, more of them in summer; the old ones are nearly all decided. */
export const PLAN = `
create temp table plan on commit drop as
with depot as (
  select n, 1 + floor($USAGERS * power(pg_temp.alea('qui', n), 1.2))::int as usager,
    least(case when pg_temp.alea('saison', n) < 0.55 then ete else jour end, timestamptz '$FIN' - interval '10 minutes') as depose
  from (select n, timestamptz '$FIN' - interval '1095 days' * pg_temp.alea('jour', n) as jour,
      date_trunc('year', timestamptz '$FIN' - interval '1095 days' * pg_temp.alea('jour', n)) + interval '151 days'
        + interval '120 days' * pg_temp.alea('ete', n) as ete
    from generate_series(1, $DEMANDES) n) d
), statut as (
  select *, case when timestamptz '$FIN' - depose > interval '75 days'
      then (array['acceptee','refusee','sans_suite','desistee','en_instruction','a_completer','deposee'])
        [width_bucket(pg_temp.alea('statut', n), array[0, 0.80, 0.89, 0.94, 0.985, 0.992, 0.996])]
      else (array['deposee','en_instruction','a_completer','acceptee','refusee','sans_suite','desistee'])
        [width_bucket(pg_temp.alea('statut', n), array[0, 0.45, 0.70, 0.82, 0.93, 0.96, 0.98])] end as statut,
    least(interval '1 day', (timestamptz '$FIN' - depose) / 50) as pas
  from depot
), pris as (
  select *, case when statut in ('deposee', 'desistee') then null
      else depose + pas * (0.1 + 12 * power(pg_temp.alea('pris', n), 2)) end as pris from statut
), complement as (
  select *, case when statut = 'a_completer' or (pris is not null and pg_temp.alea('complement', n) < 0.22)
      then pris + pas * (0.1 + 5 * pg_temp.alea('complement-le', n)) end as demande from pris
), recu as (
  select *, case when demande is not null and statut <> 'a_completer'
      then demande + pas * (0.1 + 14 * pg_temp.alea('recu', n)) end as recu from complement
)
select n, usager, depose, statut, pris, demande, recu, pg_temp.id_de('demande', n, depose) as id,
  case when pris is not null then floor(pg_temp.alea('agent', n) * $AGENTS)::int end as agent,
  case when statut in ('acceptee', 'refusee', 'sans_suite', 'desistee')
    then coalesce(recu, pris, depose) + pas * (0.1 + 15 * pg_temp.alea('fin', n)) end as fin
from recu;
create unique index on plan (n);
analyze plan`

export const DEMANDES = `
insert into demande (id, reference, usager_id, demarche, definition_version, conditions_generales_version, conditions_version,
  reponses, beneficiaires, deposee_le, statut, statut_depuis, decision_implicite_le, agent_id, revision)
select d.id, pg_temp.reference(d.n, d.depose), p.id, '$DEMARCHE', '$VERSION', $GENERALES::text::int, $PARTICULIERES::text::int,
  jsonb_build_object('racine', jsonb_build_object(
      'identite', jsonb_build_object('civilite', p.civilite, 'prenom', p.prenom, 'nom', p.nom, 'dateNaissance', ''),
      'qualite', case p.civilite when 'madame' then 'mere' else 'pere' end,
      'adresse', jsonb_build_object('ligne1', 1 + p.n % 120 || ' rue des Lilas', 'ligne2', '', 'codePostal', p.cp,
        'commune', p.commune, 'pays', 'France'),
      'telephone', '+33639' || lpad(((p.n * 7919) % 1000000)::text, 6, '0'), 'courriel', p.email, 'exactitude', true),
    'groupes', jsonb_build_object('enfants', jsonb_build_array(jsonb_build_object(
      'id', pg_temp.id_de('instance', d.n, d.depose), 'valeurs', jsonb_build_object(
        'enfant', jsonb_build_object('civilite', '', 'prenom', p.enfant, 'nom', p.nom, 'dateNaissance', p.naissance),
        'garde-partagee', pg_temp.alea('garde', d.n) < 0.2, 'hors-isere', false, 'college', 'Collège Olympique',
        'commune-college', jsonb_build_object('nom', p.commune, 'codePostal', p.cp),
        'classe', (array['6e', '5e', '4e', '3e'])[1 + floor(pg_temp.alea('classe', d.n) * 4)::int],
        'regime', (array['externe', 'demi-pensionnaire', 'interne'])
          [1 + width_bucket(pg_temp.alea('regime', d.n), array[0.3, 0.95])],
        'options', (array['["transport"]', '["carte-jeune"]', '["transport","carte-jeune"]'])
          [1 + floor(pg_temp.alea('options', d.n) * 3)::int]::jsonb))))),
  p.prenom_net || ' ' || p.nom_net || ' ' || p.enfant_net || ' ' || p.nom_net,
  d.depose, d.statut, coalesce(d.fin, d.recu, d.demande, d.pris, d.depose),
  case when d.statut <> 'a_completer' then ((d.depose at time zone 'Europe/Paris')::date + 1 + interval '$SILENCE months')::date
    + coalesce((d.recu at time zone 'Europe/Paris')::date - (d.demande at time zone 'Europe/Paris')::date, 0) end,
  a.id, 1 + (d.pris is not null)::int + (d.demande is not null)::int + (d.recu is not null)::int + (d.fin is not null)::int
from plan d join personne p on p.n = d.usager left join agents a on a.i = d.agent
order by d.depose`

export const ACTES = `
insert into complement (id, demande_id, agent_id, demande_le, echeance, message, elements, effet, repondu_le, reponse, clos_le)
select pg_temp.id_de('complement', d.n, d.demande), d.id, a.id, d.demande, d.demande::date + 30,
  'Il nous manque un document pour continuer.', '["Certificat de scolarité"]', 'suspend', d.recu,
  case when d.recu is null then '' else 'Voici le document.' end, d.recu
from plan d join agents a on a.i = d.agent where d.demande is not null;
insert into decision (demande_id, agent_id, sens, motivation, prise_le)
select d.id, a.id, d.statut, case d.statut when 'acceptee' then '' when 'refusee'
    then 'L’enfant n’est pas scolarisé dans un collège du département.'
    else 'Malgré nos rappels, nous n’avons pas reçu le document demandé.' end, d.fin
from plan d join agents a on a.i = d.agent where d.statut in ('acceptee', 'refusee', 'sans_suite');
insert into courriel (id, usager_id, demande_id, destinataire, modele, sujet, texte, html, cree_le, envoye_le)
select pg_temp.id_de('accuse', d.n, d.depose), p.id, d.id, p.email, 'accuse-reception',
  'Accusé de réception de votre demande ' || q.reference, 'Nous avons bien reçu votre demande.',
  '<p>Nous avons bien reçu votre demande.</p>', d.depose, d.depose + interval '4 seconds'
from plan d join personne p on p.n = d.usager join demande q on q.id = d.id order by d.depose`

/** In the order of time, as the portal would have written it: the triggers chain the lines. */
export const JOURNAL = `
insert into journal (le, acteur, acteur_id, action, demande_id, objet_id, donnees)
select le, acteur, acteur_id, action, demande_id, objet_id, donnees from (
  select cree as le, 'anonyme' as acteur, null::uuid as acteur_id, 'compte.cree' as action, null::uuid as demande_id,
    id as objet_id, '{}'::jsonb as donnees from personne
  union all select d.depose, 'usager', p.id, 'demande.deposee', d.id, null, '{}' from plan d join personne p on p.n = d.usager
  union all select d.pris, 'agent', a.id, 'demande.prise-en-charge', d.id, null, '{}' from plan d join agents a on a.i = d.agent
  union all select d.demande, 'agent', a.id, 'demande.complement-demande', d.id, null,
      jsonb_build_object('complementId', pg_temp.id_de('complement', d.n, d.demande))
    from plan d join agents a on a.i = d.agent where d.demande is not null
  union all select d.recu, 'usager', p.id, 'demande.complement-recu', d.id, null,
      jsonb_build_object('complementId', pg_temp.id_de('complement', d.n, d.demande))
    from plan d join personne p on p.n = d.usager where d.recu is not null
  union all select d.fin, case when d.statut = 'desistee' then 'usager' else 'agent' end,
      case when d.statut = 'desistee' then p.id else a.id end,
      'demande.' || case d.statut when 'sans_suite' then 'classee-sans-suite' else d.statut end, d.id, null, '{}'
    from plan d join personne p on p.n = d.usager left join agents a on a.i = d.agent where d.fin is not null
) fait order by le, demande_id`
