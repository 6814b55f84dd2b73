-- Names, papers, street and coordinates stay behind: no model needs them.
SELECT p.Id        AS patient_id,
       p.BIRTHDATE AS birth_date,
       p.DEATHDATE AS death_date,
       p.GENDER    AS sex,
       p.MARITAL   AS marital_status,
       p.RACE      AS race,
       p.ETHNICITY AS ethnicity,
       p.CITY      AS city,
       p.INCOME    AS income
FROM raw.synthea.patients p
