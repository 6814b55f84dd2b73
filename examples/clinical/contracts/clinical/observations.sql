-- Survey answers do not come in: what is not needed is not taken.
SELECT o.DATE               AS observed_at,
       o.PATIENT            AS patient_id,
       o.ENCOUNTER          AS encounter_id,
       o.CATEGORY           AS category,
       o.CODE               AS code,
       lower(o.DESCRIPTION) AS description,
       o.VALUE              AS value,
       o.UNITS              AS unit,
       o.TYPE               AS value_type
FROM raw.synthea.observations o
WHERE o.CATEGORY IS NULL OR o.CATEGORY <> 'survey'
