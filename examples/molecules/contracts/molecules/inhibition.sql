SELECT m.mol   AS smiles,
       m.Class AS active
FROM raw.moleculenet.bace m
