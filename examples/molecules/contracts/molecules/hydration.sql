SELECT m.smiles   AS smiles,
       m.freesolv AS free_energy
FROM raw.moleculenet.freesolv m
