SELECT t.smiles,
       t.nr_ar,
       t.nr_ar_lbd,
       t.nr_ahr,
       t.nr_aromatase,
       t.nr_er,
       t.nr_er_lbd,
       t.nr_ppar_gamma,
       t.sr_are,
       t.sr_atad5,
       t.sr_hse,
       t.sr_mmp,
       t.sr_p53
FROM raw.moleculenet.tox21 t
