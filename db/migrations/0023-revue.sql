-- The letters that nobody has printed are read in their order, with the decisions to post.
create index lettre_a_imprimer on lettre (ecrite_le, id) where imprimee_le is null;

-- Each is the beginning of another: decision_par_moment, complement_ouvert_par_echeance.
drop index if exists decision_par_date;
drop index if exists complement_a_rappeler;
