SELECT m.ENCOUNTER   AS encounter_id,
       m.CODE        AS code,
       m.START       AS started_at,
       m.PATIENT     AS patient_id,
       m.STOP        AS stopped_at,
       m.DESCRIPTION AS description,
       m.DISPENSES   AS dispenses,
       m.BASE_COST   AS unit_cost,
       m.TOTALCOST   AS total_cost,
       m.REASONCODE  AS reason_code
FROM raw.synthea.medications m
