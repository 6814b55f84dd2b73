-- The code list is only looked up: an encounter whose class it does not have stays, and its contract judges it.
SELECT e.Id                                     AS encounter_id,
       e.PATIENT                                AS patient_id,
       e.START                                  AS started_at,
       e.STOP                                   AS stopped_at,
       timestampdiff(MINUTE, e.START, e.STOP)   AS length_of_stay_minutes,
       e.ENCOUNTERCLASS                         AS encounter_class,
       c.name_zh                                AS encounter_class_zh,
       e.CODE                                   AS encounter_code,
       e.REASONCODE                             AS reason_code,
       e.REASONDESCRIPTION                      AS reason,
       e.ORGANIZATION                           AS organization_id,
       e.TOTAL_CLAIM_COST                       AS total_cost
FROM raw.synthea.encounters e
LEFT JOIN raw.encounter_classes c ON c.code = e.ENCOUNTERCLASS
