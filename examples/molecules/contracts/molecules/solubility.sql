SELECT m.smiles        AS smiles,
       m.logSolubility AS log_solubility
FROM raw.moleculenet.esol m
